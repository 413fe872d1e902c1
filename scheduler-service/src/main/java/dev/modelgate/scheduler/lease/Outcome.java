package dev.modelgate.scheduler.lease;

/** How an attempt or an experiment ended; what that says of the model is judged elsewhere. */
public enum Outcome {
  SUCCEEDED,
  FAILED,
  TIMED_OUT,
  OUT_OF_MEMORY,
  INFRASTRUCTURE_LOST,
  PREEMPTED,
  DATA_MISSING,
  IMAGE_MISSING,
  CONFIGURATION_ERROR,
  CANCELLED,
  SUPERSEDED,
  INTERNAL;

  /** Whether the cause lies with machines rather than with the job, so that another try is fair. */
  public boolean isInfrastructure() {
    return this == INFRASTRUCTURE_LOST || this == PREEMPTED;
  }
}
