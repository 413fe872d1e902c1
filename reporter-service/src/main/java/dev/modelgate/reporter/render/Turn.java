package dev.modelgate.reporter.render;

import dev.modelgate.reporter.intake.Outcome;
import dev.modelgate.reporter.intake.Verdict;
import java.util.Optional;

/** Whose turn it is when a run did not pass, and what to type next. */
public final class Turn {

  private Turn() {}

  /** A sentence; empty where nobody has to do anything. */
  public static Optional<String> of(RunReport run) {
    Verdict verdict = run.verdict();
    if (verdict == null) {
      return Optional.empty();
    }
    return switch (verdict) {
      case FAILED -> Optional.of("Your turn: " + yours(run) + ".");
      case INCONCLUSIVE -> Optional.of("Your turn: look at the checks, they do not say enough.");
      case ERRORED ->
          Optional.of(
              isOurs(run)
                  ? "Our turn: the installation failed, not the model. Run it again."
                  : "Your turn: what the run needs is missing or wrong.");
      case CANCELLED, SUPERSEDED, PASSED, SKIPPED, UNKNOWN -> Optional.empty();
    };
  }

  /** The command that leads on; empty where nothing is left to do. */
  public static Optional<String> next(RunReport run) {
    Verdict verdict = run.verdict();
    if (verdict == null) {
      return Optional.empty();
    }
    return switch (verdict) {
      case FAILED -> Optional.of(endedBadly(run) ? modelgate("logs", run) : compare(run));
      case INCONCLUSIVE, ERRORED, CANCELLED -> Optional.of(modelgate("rerun", run));
      case PASSED, SUPERSEDED, SKIPPED, UNKNOWN -> Optional.empty();
    };
  }

  /** What differs from the commit that did better. */
  private static String compare(RunReport run) {
    return run.checks().stream()
        .map(CheckReport::baseline)
        .filter(baseline -> baseline != null && isSha(baseline.sha()) && isSha(run.key().sha()))
        .findFirst()
        .map(
            baseline ->
                "git diff "
                    + Words.shortSha(baseline.sha())
                    + " "
                    + Words.shortSha(run.key().sha()))
        .orElseGet(() -> modelgate("logs", run));
  }

  private static boolean isSha(String sha) {
    return sha.matches("[0-9a-f]{7,64}");
  }

  private static String modelgate(String verb, RunReport run) {
    return "./modelgate run " + verb + " " + shellWord(run.project()) + " " + run.key().number();
  }

  /** Whether the job itself says why: by its exit code, or by being stopped. */
  public static boolean endedBadly(RunReport run) {
    return run.experiments().stream()
        .anyMatch(
            e ->
                e.outcome() == Outcome.FAILED
                    || e.outcome() == Outcome.TIMED_OUT
                    || e.outcome() == Outcome.OUT_OF_MEMORY);
  }

  private static String yours(RunReport run) {
    for (ExperimentReport experiment : run.experiments()) {
      if (experiment.outcome() == Outcome.FAILED && experiment.exitCode() != null) {
        return "the end of the log says why the job ended with exit code " + experiment.exitCode();
      }
      if (experiment.outcome() == Outcome.TIMED_OUT) {
        return "the job took too long";
      }
      if (experiment.outcome() == Outcome.OUT_OF_MEMORY) {
        return "the job ran out of memory";
      }
    }
    return missing(run)
        ? "the job did not write what its checks look for"
        : "the result does not meet its checks";
  }

  private static boolean missing(RunReport run) {
    return run.checks().stream()
        .anyMatch(c -> c.verdict() == Verdict.FAILED && "not-found".equals(c.reason()));
  }

  private static boolean isOurs(RunReport run) {
    return run.experiments().stream()
        .noneMatch(
            e ->
                e.outcome() == Outcome.DATA_MISSING
                    || e.outcome() == Outcome.IMAGE_MISSING
                    || e.outcome() == Outcome.CONFIGURATION_ERROR);
  }

  private static String shellWord(String name) {
    return name.matches("[A-Za-z0-9._/-]+") ? name : "'" + name.replace("'", "'\\''") + "'";
  }
}
