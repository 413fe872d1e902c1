package dev.modelgate.checks.evaluate;

import java.util.Locale;

/** Why something was said, as a code of low cardinality. */
public enum ReasonCode {
  /** Every check of an experiment or a run holds, or there is none. */
  CHECKS_PASSED,
  /** A check holds. */
  MET,
  /** A check holds, and there was nothing to compare with yet. */
  FIRST_RESULT,
  /** A check holds, for a number of a file that the job did not write: it is the commit's. */
  NOT_WRITTEN,
  BOUNDS,
  COMPARISON,
  NOT_FOUND,
  NOT_A_NUMBER,
  /** The job did not succeed, so that what it measured is shown and not judged. */
  NOT_JUDGED,
  /** The check counts for pull requests, and the run was for something else. */
  ONLY_PULLS,
  EXIT_CODE,
  TIMED_OUT,
  OUT_OF_MEMORY,
  INFRASTRUCTURE,
  DATA_MISSING,
  IMAGE_MISSING,
  CONFIGURATION,
  CANCELLED,
  SUPERSEDED,
  INTERNAL;

  /** The code as events and pages have it, such as {@code checks-passed}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
