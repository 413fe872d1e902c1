package dev.modelgate.scheduler;

import dev.modelgate.stream.ServiceStart;

/** Runs scheduler-service as a process of its own; its settings come from the environment. */
public final class SchedulerApplication {

  private SchedulerApplication() {}

  public static void main(String[] arguments) {
    ServiceStart.run("scheduler");
  }
}
