package dev.modelgate.reporter.render;

import dev.modelgate.reporter.intake.Verdict;

/** A run in one line, the verdict first. */
public final class RunWords {

  private RunWords() {}

  /**
   * {@code passed in 12 min on gpu-03, 3 checks passed}, {@code failed: …}, {@code running on
   * gpu-03}.
   */
  public static String describe(RunReport run) {
    Verdict verdict = run.verdict();
    if (verdict == null) {
      return run.sentence();
    }
    return verdict == Verdict.PASSED ? passed(run) : Words.verdictFirst(verdict, run.sentence());
  }

  private static String passed(RunReport run) {
    StringBuilder text = new StringBuilder("passed");
    run.duration().ifPresent(span -> text.append(" in ").append(Spans.words(span)));
    if (run.runner() != null) {
      text.append(" on ").append(run.runner());
    }
    return text + ", " + checks(run);
  }

  private static String checks(RunReport run) {
    int passed = count(run, Verdict.PASSED);
    int skipped = count(run, Verdict.SKIPPED);
    if (passed == 0 && skipped == 0) {
      return "no checks";
    }
    String held = passed == 0 ? "" : Words.count(passed, "check") + " passed";
    String left = skipped == 0 ? "" : Words.count(skipped, "check") + " skipped";
    return held + (held.isEmpty() || left.isEmpty() ? "" : ", ") + left + committed(run);
  }

  private static String committed(RunReport run) {
    return run.checks().stream().anyMatch(CheckReport::isCommitted)
        ? ", on a committed file, which the job did not write"
        : "";
  }

  private static int count(RunReport run, Verdict verdict) {
    return (int) run.checks().stream().filter(check -> check.verdict() == verdict).count();
  }
}
