package dev.modelgate.runner.claim;

/** How an attempt ended; kept apart, for only some of them say something about the model. */
public enum AttemptOutcome {
  SUCCEEDED,
  FAILED,
  TIMED_OUT,
  INFRASTRUCTURE_LOST,
  CONFIGURATION_ERROR,
  CANCELLED,
  SUPERSEDED
}
