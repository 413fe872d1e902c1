package dev.modelgate.checks;

import dev.modelgate.stream.ServiceStart;

/** Runs checks-service as a process of its own; its settings come from the environment. */
public final class ChecksApplication {

  private ChecksApplication() {}

  public static void main(String[] arguments) {
    ServiceStart.run("checks");
  }
}
