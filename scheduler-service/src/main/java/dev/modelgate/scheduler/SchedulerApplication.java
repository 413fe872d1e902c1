package dev.modelgate.scheduler;

import dev.modelgate.stream.ServiceStart;
import io.micronaut.context.ApplicationContext;
import java.util.Map;

/** Starts the scheduler as a process of its own. */
public final class SchedulerApplication {

  private SchedulerApplication() {}

  /** Settings come from the environment; architecture, section 10. */
  public static void main(String[] arguments) {
    try {
      ApplicationContext context = ServiceStart.start("scheduler", Map.of());
      Runtime.getRuntime().addShutdownHook(new Thread(context::close, "stop"));
    } catch (IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(3);
    }
  }
}
