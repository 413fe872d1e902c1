package dev.modelgate.ingest;

import dev.modelgate.stream.ServiceStart;

/** Runs ingest-service as a process of its own; its settings come from the environment. */
public final class IngestApplication {

  private IngestApplication() {}

  public static void main(String[] arguments) {
    ServiceStart.run("ingest");
  }
}
