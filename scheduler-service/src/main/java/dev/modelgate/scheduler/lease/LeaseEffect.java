package dev.modelgate.scheduler.lease;

/** What has to be done because of an event; in the order in which it has to be written. */
public sealed interface LeaseEffect {

  /** Make the attempt and send it to its runner. */
  record Assign(Lease lease) implements LeaseEffect {}

  /** Say that the experiment runs. */
  record SayStarted(Lease lease) implements LeaseEffect {}

  /** Tell the runner to end the attempt. */
  record SendCancel(Lease lease, Outcome reason) implements LeaseEffect {}

  /** Close the attempt: its token is worth nothing from now on. */
  record EndAttempt(Lease lease, Outcome outcome) implements LeaseEffect {}

  /** Put the experiment back into the queue. */
  record QueueAgain(int nextNumber) implements LeaseEffect {}

  /** Say that the experiment is over. */
  record SayFinished(Outcome outcome) implements LeaseEffect {}

  /** Change nothing, but count it. */
  record Drop(DropReason reason) implements LeaseEffect {}

  /** Why a report counts for nothing. */
  enum DropReason {
    /** It carries a token that is not the live one. */
    FENCED,
    /** It was taken already. */
    DOUBLE,
    /** The experiment is over. */
    LATE
  }
}
