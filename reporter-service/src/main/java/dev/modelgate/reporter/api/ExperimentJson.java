package dev.modelgate.reporter.api;

import dev.modelgate.reporter.intake.Metric;
import dev.modelgate.reporter.render.AttemptReport;
import dev.modelgate.reporter.render.ExperimentReport;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One experiment of a run. */
@Serdeable
record ExperimentJson(
    String id,
    String step,
    @Nullable String machine,
    @Nullable String container,
    @Nullable String outcome,
    @Nullable Integer exitCode,
    @Nullable String verdict,
    @Nullable String reason,
    @Nullable String sentence,
    List<CheckJson> checks,
    List<MetricJson> metrics,
    Map<String, String> environment,
    List<AttemptJson> attempts) {

  static ExperimentJson of(ExperimentReport experiment) {
    return new ExperimentJson(
        experiment.id(),
        experiment.step(),
        experiment.machine(),
        experiment.container(),
        experiment.outcome() == null ? null : experiment.outcome().code(),
        experiment.exitCode(),
        experiment.verdict() == null ? null : experiment.verdict().word(),
        experiment.reason(),
        experiment.sentence(),
        experiment.checks().stream().map(CheckJson::of).toList(),
        experiment.metrics().stream().map(MetricJson::of).toList(),
        experiment.environment(),
        experiment.attempts().stream().map(AttemptJson::of).toList());
  }

  /** A metric that an attempt wrote, the number as it was written. */
  @Serdeable
  record MetricJson(
      String key,
      @Nullable String value,
      @Nullable String problem,
      @Nullable String aggregate,
      @Nullable String note) {

    static MetricJson of(Metric metric) {
      return new MetricJson(
          metric.key(), metric.value(), metric.problem(), metric.aggregate(), metric.note());
    }
  }

  /** One try; {@code outcome} is null while it runs. */
  @Serdeable
  record AttemptJson(
      String id,
      int number,
      String runner,
      @Nullable String outcome,
      @Nullable Integer exitCode,
      @Nullable String message,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      List<String> notes) {

    static AttemptJson of(AttemptReport attempt) {
      return new AttemptJson(
          attempt.id(),
          attempt.number(),
          attempt.runner(),
          attempt.outcome() == null ? null : attempt.outcome().code(),
          attempt.exitCode(),
          attempt.message(),
          attempt.startedAt(),
          attempt.finishedAt(),
          attempt.notes());
    }
  }
}
