package dev.modelgate.reporter.render;

import dev.modelgate.reporter.intake.Attempt;
import dev.modelgate.reporter.intake.Outcome;
import dev.modelgate.reporter.intake.StartedExperiment;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One try of an experiment.
 *
 * @param token the newest that is known; null while it runs
 * @param outcome null while it runs, or where its end is not known yet
 * @param notes what people should know about how it ran, one sentence each
 * @param logBytes size of its whole log; −1 where that is not known
 */
public record AttemptReport(
    String id,
    int number,
    @Nullable Long token,
    String runner,
    @Nullable Outcome outcome,
    @Nullable Integer exitCode,
    @Nullable String message,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    List<String> notes,
    long logBytes) {

  public AttemptReport {
    notes = List.copyOf(notes);
  }

  static AttemptReport of(StartedExperiment attempt) {
    return new AttemptReport(
        attempt.attemptId(),
        attempt.attemptNumber(),
        null,
        attempt.runner(),
        null,
        null,
        null,
        attempt.startedAt(),
        null,
        List.of(),
        -1);
  }

  static AttemptReport of(Attempt attempt) {
    return new AttemptReport(
        attempt.id(),
        attempt.number(),
        attempt.token(),
        attempt.runner(),
        attempt.outcome(),
        attempt.exitCode(),
        attempt.message(),
        attempt.startedAt(),
        attempt.finishedAt(),
        attempt.notes(),
        attempt.logBytes());
  }
}
