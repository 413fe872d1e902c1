package dev.modelgate.reporter;

import dev.modelgate.stream.ServiceStart;

/** Runs reporter-service as a process of its own; its settings come from the environment. */
public final class ReporterApplication {

  private ReporterApplication() {}

  public static void main(String[] arguments) {
    ServiceStart.run("reporter");
  }
}
