package dev.modelgate.checks.evaluate;

import dev.modelgate.checks.intake.Verdict;
import java.util.List;

/** Draws the checks of one or more experiments together: the worst wins. */
final class Summary {

  private Summary() {}

  /** One check speaks for itself; of several that failed, the first does. */
  static Evaluation of(List<CheckResult> checks) {
    List<CheckResult> failed =
        checks.stream().filter(check -> check.verdict().worseThan(Verdict.PASSED)).toList();
    if (failed.isEmpty()) {
      return new Evaluation(Verdict.PASSED, ReasonCode.CHECKS_PASSED, passed(checks), checks);
    }
    CheckResult speaker = failed.getFirst();
    for (CheckResult check : failed) {
      speaker = check.verdict().worseThan(speaker.verdict()) ? check : speaker;
    }
    return new Evaluation(
        speaker.verdict(), speaker.reason(), speaker.sentence() + more(failed.size() - 1), checks);
  }

  /** What is said where every check passed. */
  static String passed(List<CheckResult> checks) {
    if (checks.isEmpty()) {
      return "passed, no checks";
    }
    List<CheckResult> held =
        checks.stream().filter(check -> check.verdict() == Verdict.PASSED).toList();
    int skipped = checks.size() - held.size();
    if (checks.size() == 1 && skipped == 0) {
      return held.getFirst().sentence();
    }
    boolean first = held.stream().anyMatch(check -> check.reason() == ReasonCode.FIRST_RESULT);
    return "passed"
        + (held.isEmpty() ? "" : ", " + count(held.size()) + " passed")
        + (skipped == 0 ? "" : ", " + count(skipped) + " skipped")
        + (first ? ", first result" : "");
  }

  private static String count(int checks) {
    return checks == 1 ? "1 check" : checks + " checks";
  }

  private static String more(int failed) {
    return switch (failed) {
      case 0 -> "";
      case 1 -> ", and 1 more check failed";
      default -> ", and " + failed + " more checks failed";
    };
  }
}
