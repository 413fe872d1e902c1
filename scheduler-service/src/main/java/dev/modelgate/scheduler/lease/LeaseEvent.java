package dev.modelgate.scheduler.lease;

/** What can happen to an experiment. */
public sealed interface LeaseEvent {

  /**
   * Placement found a host.
   *
   * @param token of the new attempt
   */
  record Placed(long token) implements LeaseEvent {}

  /**
   * A runner reported.
   *
   * @param token that the runner holds
   * @param sequence of the report within its attempt
   * @param report what it says
   */
  record Reported(long token, long sequence, Report report) implements LeaseEvent {}

  /**
   * The attempt's host, or the attempt on it, is gone.
   *
   * @param token of the attempt that was found lost
   */
  record Lost(long token) implements LeaseEvent {}

  /** A person wants it to end. */
  record CancelAsked() implements LeaseEvent {}

  /** Modelgate itself cannot go on with it. */
  record Broken() implements LeaseEvent {}

  /** What a runner can say of an attempt. */
  sealed interface Report {

    /** The job runs. */
    record Started() implements Report {}

    /** It reached another phase. */
    record Progressed() implements Report {}

    /**
     * The attempt ended.
     *
     * @param outcome how, in the runner's words
     */
    record Finished(Outcome outcome) implements Report {}
  }
}
