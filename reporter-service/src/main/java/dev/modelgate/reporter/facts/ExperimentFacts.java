package dev.modelgate.reporter.facts;

import dev.modelgate.reporter.intake.Evaluation;
import dev.modelgate.reporter.intake.FinishedExperiment;
import dev.modelgate.reporter.intake.QueuedExperiment;
import dev.modelgate.reporter.intake.StartedExperiment;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one experiment.
 *
 * @param queuedFor the highest attempt that it ever waited for; 0 where it never was queued
 * @param started the attempts that started, by id
 * @param verdict of the highest revision seen
 */
public record ExperimentFacts(
    String id,
    String step,
    int queuedFor,
    Map<String, StartedExperiment> started,
    @Nullable FinishedExperiment finished,
    @Nullable Evaluation verdict) {

  public ExperimentFacts {
    started = new TreeMap<>(started);
  }

  static ExperimentFacts none(String id, String step) {
    return new ExperimentFacts(id, step, 0, Map.of(), null, null);
  }

  ExperimentFacts with(QueuedExperiment queued) {
    return new ExperimentFacts(
        id, step, Math.max(queuedFor, queued.attemptNumber()), started, finished, verdict);
  }

  ExperimentFacts with(StartedExperiment attempt) {
    var all = new TreeMap<>(started);
    all.putIfAbsent(attempt.attemptId(), attempt);
    return new ExperimentFacts(id, step, queuedFor, all, finished, verdict);
  }

  ExperimentFacts with(FinishedExperiment end) {
    return finished != null && finished.sequence() >= end.sequence()
        ? this
        : new ExperimentFacts(id, step, queuedFor, started, end, verdict);
  }

  ExperimentFacts with(Evaluation evaluation) {
    return new ExperimentFacts(
        id, step, queuedFor, started, finished, Revisions.newer(verdict, evaluation));
  }
}
