package dev.modelgate.checks.evaluate;

import dev.modelgate.checks.intake.Verdict;
import java.util.List;

/** Draws the checks of one or more experiments together: the worst wins. */
final class Summary {

  private static final int MAX_FILE = 60;

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
        + (first ? ", first result" : "")
        + committed(held);
  }

  /** Numbers that the job did not write may be of another model, so that it is said up here. */
  private static String committed(List<CheckResult> held) {
    List<CheckResult> committed =
        held.stream().filter(check -> check.reason() == ReasonCode.NOT_WRITTEN).toList();
    if (committed.isEmpty()) {
      return "";
    }
    List<String> files =
        committed.stream().map(check -> check.check().definition().file()).distinct().toList();
    return (committed.size() < held.size() ? ", " + committed.size() + " of them" : ",")
        + (files.size() == 1 && !files.getFirst().isBlank()
            ? " on the committed " + Text.shown(files.getFirst(), MAX_FILE)
            : " on committed files")
        + ", which the job did not write";
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
