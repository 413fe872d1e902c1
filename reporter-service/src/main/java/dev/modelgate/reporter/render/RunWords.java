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
    long passed = run.checks().stream().filter(c -> c.verdict() == Verdict.PASSED).count();
    return text
        + ", "
        + (passed == 0 ? "no checks" : Words.count((int) passed, "check") + " passed");
  }
}
