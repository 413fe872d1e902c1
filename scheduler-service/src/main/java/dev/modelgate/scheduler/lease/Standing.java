package dev.modelgate.scheduler.lease;

/**
 * Where an experiment stands. It has a live attempt in {@link Assigned} and {@link Running} only.
 */
public sealed interface Standing {

  /**
   * In the queue.
   *
   * @param attempts how many attempts it has behind it
   */
  record Waiting(int attempts) implements Standing {}

  /**
   * Sent to a runner, which has not said yet that the job runs.
   *
   * @param lease the live attempt
   * @param cancelling whether its end was asked for
   */
  record Assigned(Lease lease, boolean cancelling) implements Standing {}

  /**
   * The runner said that the job runs.
   *
   * @param lease the live attempt
   * @param cancelling whether its end was asked for
   */
  record Running(Lease lease, boolean cancelling) implements Standing {}

  /**
   * Ended, for ever.
   *
   * @param outcome how
   */
  record Over(Outcome outcome) implements Standing {}
}
