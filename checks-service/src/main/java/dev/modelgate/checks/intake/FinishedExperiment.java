package dev.modelgate.checks.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An experiment that is over, with all that judging needs.
 *
 * @param eventId identity of the event that said so
 * @param exitCode of the last job; null where it did not exit by itself
 * @param message why it ended so, in a sentence
 * @param attemptOutcomes how its attempts ended, oldest first
 */
public record FinishedExperiment(
    String eventId,
    ExperimentId id,
    Run run,
    String step,
    List<Check> checks,
    Outcome outcome,
    @Nullable Integer exitCode,
    @Nullable String message,
    List<Metric> metrics,
    List<Outcome> attemptOutcomes) {
  public FinishedExperiment {
    checks = List.copyOf(checks);
    metrics = List.copyOf(metrics);
    attemptOutcomes = List.copyOf(attemptOutcomes);
  }
}
