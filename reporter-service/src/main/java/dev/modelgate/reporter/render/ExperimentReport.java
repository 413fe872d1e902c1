package dev.modelgate.reporter.render;

import dev.modelgate.reporter.intake.Metric;
import dev.modelgate.reporter.intake.Outcome;
import dev.modelgate.reporter.intake.Verdict;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One experiment of a run.
 *
 * @param container the image that its step names; null: none
 * @param state how far it is; finished once it ended, judged or not
 * @param outcome null until it ended
 * @param verdict null until it was judged
 * @param baselineOf branches whose baseline it became
 */
public record ExperimentReport(
    String id,
    String step,
    @Nullable String machine,
    @Nullable String container,
    RunState state,
    @Nullable Outcome outcome,
    @Nullable Integer exitCode,
    @Nullable String message,
    @Nullable Verdict verdict,
    @Nullable String reason,
    @Nullable String sentence,
    List<CheckReport> checks,
    List<Metric> metrics,
    Map<String, String> environment,
    List<AttemptReport> attempts,
    List<String> baselineOf) {

  public ExperimentReport {
    checks = List.copyOf(checks);
    metrics = List.copyOf(metrics);
    attempts = List.copyOf(attempts);
    baselineOf = List.copyOf(baselineOf);
  }

  /** What people should know about how its attempts ran, each sentence once. */
  public List<String> notes() {
    return attempts.stream().flatMap(attempt -> attempt.notes().stream()).distinct().toList();
  }

  /** Metrics that no check names. */
  public List<Metric> otherMetrics() {
    return metrics.stream()
        .filter(metric -> checks.stream().noneMatch(check -> check.key().equals(metric.key())))
        .toList();
  }
}
