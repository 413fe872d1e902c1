package dev.modelgate.checks.intake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  private static final int LONGEST_VALUE = 100;

  public FinishedExperiment {
    checks = List.copyOf(checks);
    metrics = List.copyOf(metrics);
    attemptOutcomes = List.copyOf(attemptOutcomes);
  }

  /** Whether it came to an attempt, whatever became of that. */
  public boolean ran() {
    return !attemptOutcomes.isEmpty();
  }

  /** The same without what a job or a repository wrote. */
  public FinishedExperiment unmeasured() {
    return new FinishedExperiment(
        eventId, id, run, step, List.of(), outcome, exitCode, message, List.of(), attemptOutcomes);
  }

  /** The numbers that it measured, by key; endless ones are left out. */
  public Map<String, MeasuredNumber> values() {
    Map<String, MetricDefinition> named = new HashMap<>();
    checks.forEach(check -> named.putIfAbsent(check.key(), check.definition()));
    Map<String, MeasuredNumber> values = new TreeMap<>();
    for (Metric metric : metrics) {
      if (metric.value() != null && metric.value().length() <= LONGEST_VALUE) {
        MetricDefinition definition = named.get(metric.key());
        values.putIfAbsent(
            metric.key(),
            new MeasuredNumber(
                metric.value(),
                definition != null
                    ? definition
                    : MetricDefinition.ofKey(metric.key(), metric.aggregate())));
      }
    }
    return values;
  }
}
