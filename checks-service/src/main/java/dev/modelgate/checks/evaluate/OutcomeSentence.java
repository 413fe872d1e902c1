package dev.modelgate.checks.evaluate;

import dev.modelgate.checks.intake.FinishedExperiment;
import dev.modelgate.checks.intake.Outcome;
import dev.modelgate.checks.intake.Verdict;
import java.util.Locale;

/** What people read of an experiment that did not succeed. */
final class OutcomeSentence {

  private static final int MAX_MESSAGE = 200;

  private OutcomeSentence() {}

  static String of(Verdict verdict, FinishedExperiment experiment) {
    String why = why(experiment);
    if (why.isEmpty()) {
      return verdict.word();
    }
    return verdict.word() + (why.startsWith("by ") ? " " : ": ") + why;
  }

  private static String why(FinishedExperiment experiment) {
    return switch (experiment.outcome()) {
      case FAILED ->
          experiment.exitCode() == null
              ? messageOr(experiment, "the job ended without an exit code")
              : "exit code " + experiment.exitCode();
      case TIMED_OUT -> messageOr(experiment, "timed out");
      case OUT_OF_MEMORY -> messageOr(experiment, "out of memory");
      case INFRASTRUCTURE_LOST -> "host lost" + times(experiment, Outcome.INFRASTRUCTURE_LOST);
      case PREEMPTED -> "preempted" + times(experiment, Outcome.PREEMPTED);
      case DATA_MISSING -> messageOr(experiment, "data is missing");
      case IMAGE_MISSING -> messageOr(experiment, "the container image is missing");
      case CONFIGURATION_ERROR -> messageOr(experiment, "the configuration is wrong");
      case INTERNAL -> messageOr(experiment, "a defect of Modelgate");
      case CANCELLED, SUPERSEDED, SUCCEEDED -> afterVerdict(experiment);
    };
  }

  private static String messageOr(FinishedExperiment experiment, String otherwise) {
    String message = experiment.message();
    return message == null || message.isBlank() ? otherwise : Text.shown(message, MAX_MESSAGE);
  }

  /** The message without a word that the verdict has said already. */
  private static String afterVerdict(FinishedExperiment experiment) {
    String message = messageOr(experiment, "");
    String word = experiment.outcome().name().toLowerCase(Locale.ROOT);
    return message.toLowerCase(Locale.ROOT).startsWith(word)
        ? message.substring(word.length()).replaceFirst("^[:,.]?\\s*", "")
        : message;
  }

  private static String times(FinishedExperiment experiment, Outcome outcome) {
    long count = experiment.attemptOutcomes().stream().filter(outcome::equals).count();
    return switch ((int) count) {
      case 0, 1 -> "";
      case 2 -> " twice";
      case 3 -> " three times";
      default -> " " + count + " times";
    };
  }
}
