package dev.modelgate.stream;

/** Carries a task out. */
@FunctionalInterface
public interface TaskWork {

  /**
   * Does the input and output, outside any transaction, on a virtual thread of its own, which is
   * interrupted when the service stops. May be called again for the same task after a crash.
   *
   * @return what is to be written; runs in the short transaction that deletes the task, and only if
   *     no other instance took the task over
   * @throws RetryLater to be called again after that time
   * @throws GiveUp to have {@link TaskGaveUp} called at once
   * @throws Exception to be called again after a growing pause; counts against the host
   */
  Runnable carryOut(Task task) throws Exception;
}
