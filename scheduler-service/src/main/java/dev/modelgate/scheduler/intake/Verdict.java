package dev.modelgate.scheduler.intake;

/** What is said of an experiment; the scheduler only passes it on. */
public enum Verdict {
  UNKNOWN,
  PASSED,
  FAILED,
  INCONCLUSIVE,
  ERRORED,
  CANCELLED,
  SUPERSEDED,
  SKIPPED
}
