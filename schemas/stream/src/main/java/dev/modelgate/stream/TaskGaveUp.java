package dev.modelgate.stream;

/** Says what follows from a task that will not be tried again. */
@FunctionalInterface
public interface TaskGaveUp {

  /** Runs in the transaction that deletes the task. The reason is one line for a person. */
  void gaveUp(Task task, String reason);
}
