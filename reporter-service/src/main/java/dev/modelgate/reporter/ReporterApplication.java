package dev.modelgate.reporter;

import dev.modelgate.stream.ServiceStart;
import java.util.Map;

/** Runs reporter-service as a process of its own; its settings come from the environment. */
public final class ReporterApplication {

  private ReporterApplication() {}

  public static void main(String[] args) {
    try {
      var context = ServiceStart.start("reporter", Map.of());
      Runtime.getRuntime().addShutdownHook(new Thread(context::close, "stop"));
    } catch (IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(3);
    }
  }
}
