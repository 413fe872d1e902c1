package dev.modelgate.scheduler;

import dev.modelgate.stream.Task;

/** The payload of a planning task: the plan's id as a JSON text. */
final class PlanTask {

  private PlanTask() {}

  static String of(String planId) {
    if (!planId.matches("[0-9A-Za-z-]{1,100}")) {
      throw new IllegalArgumentException(
          "Expected the id of an event to be letters, digits and hyphens, but it is not");
    }
    return '"' + planId + '"';
  }

  static String planId(Task task) {
    return task.payload().substring(1, task.payload().length() - 1);
  }
}
