package dev.modelgate.reporter.intake;

import java.util.Locale;

/** What is said of a run, an experiment or one check. */
public enum Verdict {
  PASSED,
  FAILED,
  INCONCLUSIVE,
  ERRORED,
  CANCELLED,
  SUPERSEDED,
  SKIPPED,
  /** Said by a newer version of Modelgate. */
  UNKNOWN;

  /** The word as people and the API read it: {@code passed}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
