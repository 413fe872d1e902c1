package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.intake.Outcome;
import dev.modelgate.reporter.render.AttemptReport;
import dev.modelgate.reporter.render.RunState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table of attempts.
 *
 * @param ended why it ended
 * @param started null where its job never started
 * @param notes what people should know about how it ran
 */
public record AttemptRow(
    int number,
    String runner,
    String tone,
    String ended,
    Took took,
    @Nullable Moment started,
    String logUrl,
    List<String> notes) {

  static AttemptRow of(AttemptReport attempt, RunState experiment, String logUrl, Instant now) {
    Instant startedAt = attempt.startedAt();
    return new AttemptRow(
        attempt.number(),
        attempt.runner(),
        tone(attempt.outcome(), experiment),
        ended(attempt, experiment),
        Took.of(
            startedAt,
            attempt.finishedAt(),
            attempt.outcome() == null && experiment == RunState.RUNNING,
            now),
        startedAt == null ? null : Moment.of(startedAt, now),
        logUrl,
        attempt.notes());
  }

  private static String tone(@Nullable Outcome outcome, RunState experiment) {
    if (outcome == null) {
      return experiment == RunState.RUNNING ? "running" : "skipped";
    }
    return switch (outcome) {
      case SUCCEEDED -> "passed";
      case FAILED, TIMED_OUT, OUT_OF_MEMORY -> "failed";
      case CANCELLED, SUPERSEDED -> "cancelled";
      case INFRASTRUCTURE_LOST,
          PREEMPTED,
          DATA_MISSING,
          IMAGE_MISSING,
          CONFIGURATION_ERROR,
          INTERNAL,
          UNKNOWN ->
          "errored";
    };
  }

  private static String ended(AttemptReport attempt, RunState experiment) {
    Outcome outcome = attempt.outcome();
    if (outcome == null) {
      return experiment == RunState.RUNNING ? "running" : "its end is not known yet";
    }
    String code = attempt.exitCode() == null ? "" : ", exit code " + attempt.exitCode();
    String message =
        attempt.message() == null || attempt.message().isBlank() ? "" : ": " + attempt.message();
    return outcome.words() + code + message;
  }
}
