package dev.modelgate.checks.intake;

/** What is said of an experiment, a run or one check; the worst first. */
public enum Verdict {
  ERRORED,
  FAILED,
  INCONCLUSIVE,
  CANCELLED,
  SUPERSEDED,
  PASSED,
  SKIPPED;

  /** The word that people read. */
  public String word() {
    return switch (this) {
      case ERRORED -> "errored";
      case FAILED -> "failed";
      case INCONCLUSIVE -> "inconclusive";
      case CANCELLED -> "cancelled";
      case SUPERSEDED -> "superseded";
      case PASSED -> "passed";
      case SKIPPED -> "skipped";
    };
  }

  /** Whether this is worse than the other. */
  public boolean worseThan(Verdict other) {
    return compareTo(other) < 0;
  }
}
