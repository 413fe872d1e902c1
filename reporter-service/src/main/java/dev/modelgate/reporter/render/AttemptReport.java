package dev.modelgate.reporter.render;

import dev.modelgate.reporter.intake.Attempt;
import dev.modelgate.reporter.intake.Outcome;
import dev.modelgate.reporter.intake.StartedExperiment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try of an experiment.
 *
 * @param outcome null while it runs, or where its end is not known yet
 */
public record AttemptReport(
    String id,
    int number,
    String runner,
    @Nullable Outcome outcome,
    @Nullable Integer exitCode,
    @Nullable String message,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  static AttemptReport of(StartedExperiment attempt) {
    return new AttemptReport(
        attempt.attemptId(),
        attempt.attemptNumber(),
        attempt.runner(),
        null,
        null,
        null,
        attempt.startedAt(),
        null);
  }

  static AttemptReport of(Attempt attempt) {
    return new AttemptReport(
        attempt.id(),
        attempt.number(),
        attempt.runner(),
        attempt.outcome(),
        attempt.exitCode(),
        attempt.message(),
        attempt.startedAt(),
        attempt.finishedAt());
  }
}
