package dev.modelgate.checks.intake;

/** How an experiment ended; what that means is decided in {@code evaluate}. */
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
  /** A defect of Modelgate, or an outcome that this version does not know. */
  INTERNAL
}
