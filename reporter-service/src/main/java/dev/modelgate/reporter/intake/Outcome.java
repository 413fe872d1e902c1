package dev.modelgate.reporter.intake;

import java.util.Locale;

/** How an attempt or an experiment ended; kept apart from the verdict over it. */
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
  INTERNAL,
  /** Said by a newer version of Modelgate. */
  UNKNOWN;

  /** The code as the API says it: {@code timed-out}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The outcome as people read it: {@code timed out}. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
