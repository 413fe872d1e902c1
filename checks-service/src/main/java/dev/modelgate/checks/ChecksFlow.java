package dev.modelgate.checks;

import dev.modelgate.checks.baseline.BaselineKey;
import dev.modelgate.checks.evaluate.Evaluation;
import dev.modelgate.checks.evaluate.ExperimentEvaluator;
import dev.modelgate.checks.evaluate.RunEvaluator;
import dev.modelgate.checks.intake.ExperimentId;
import dev.modelgate.checks.intake.FinishedExperiment;
import dev.modelgate.checks.intake.FinishedRun;
import dev.modelgate.checks.store.LedgerStore;
import dev.modelgate.checks.store.ResultStore;
import dev.modelgate.checks.store.Said;
import dev.modelgate.events.wire.Topic;
import dev.modelgate.stream.Failure;
import dev.modelgate.stream.Outbox;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/**
 * The checks-service turns finished experiments into verdicts.
 *
 * <p>Of each experiment and each run one thing is said, however often its end is heard of; only
 * what a defect of ours kept from being judged is judged again, in the next revision, when its
 * event is put back from the dead letters. The baseline is the newest of the moment of judging and
 * never the result itself: promotion comes after the verdict.
 */
@Singleton
final class ChecksFlow {

  private final ResultStore results;
  private final LedgerStore ledger;
  private final BaselineFlow baselines;
  private final Outbox outbox;
  private final VerdictMeters meters;
  private final Clock clock;

  ChecksFlow(
      ResultStore results,
      LedgerStore ledger,
      BaselineFlow baselines,
      Outbox outbox,
      VerdictMeters meters,
      Clock clock) {
    this.results = results;
    this.ledger = ledger;
    this.baselines = baselines;
    this.outbox = outbox;
    this.meters = meters;
    this.clock = clock;
  }

  /** An experiment is over. */
  void on(FinishedExperiment experiment) {
    Said before = results.said(experiment.id());
    if (before.isFinal()) {
      return;
    }
    Evaluation evaluation =
        ExperimentEvaluator.evaluate(
            experiment, ledger.historyOf(BaselineKey.of(experiment), experiment.checks()));
    if (before.isSaidBy(evaluation)) {
      return;
    }
    say(experiment, evaluation, before.next());
    if (ExperimentEvaluator.mayBeBaseline(experiment.outcome(), evaluation.verdict())) {
      baselines.onPassed(experiment);
    }
    if (!before.isNothing()) {
      results.heard(experiment.run().id()).ifPresent(this::on);
    }
  }

  /** A run is over. */
  void on(FinishedRun run) {
    Said before = results.said(run.run().id());
    if (before.isFinal()) {
      return;
    }
    Map<ExperimentId, Evaluation> judged = results.ofRun(run.run().id());
    Evaluation evaluation = RunEvaluator.evaluate(run, judged);
    if (!before.isSaidBy(evaluation)) {
      say(run, evaluation, judged, before.next());
    }
  }

  /** An experiment could not be judged; it ends all the same. */
  void failed(FinishedExperiment experiment, Failure failure) {
    Said before = results.said(experiment.id());
    if (before.isNothing()) {
      say(experiment.unmeasured(), Evaluation.internalError(), before.next());
    }
  }

  /** A run could not be judged; it ends all the same. */
  void failed(FinishedRun run, Failure failure) {
    Said before = results.said(run.run().id());
    if (before.isNothing()) {
      say(run, Evaluation.internalError(), Map.of(), before.next());
    }
  }

  private void say(FinishedExperiment experiment, Evaluation evaluation, int revision) {
    Instant now = clock.instant();
    results.put(experiment, evaluation, revision, now);
    meters.experiment(evaluation.verdict(), revision);
    outbox.add(
        Topic.CHECK_RESULTS,
        experiment.run().project().id().value(),
        VerdictCodec.evaluated(experiment, evaluation, revision, now));
  }

  private void say(
      FinishedRun run, Evaluation evaluation, Map<ExperimentId, Evaluation> judged, int revision) {
    Instant now = clock.instant();
    results.put(run, evaluation, revision, now);
    meters.run(evaluation.verdict(), revision);
    outbox.add(
        Topic.CHECK_RESULTS,
        run.run().project().id().value(),
        VerdictCodec.evaluated(run, evaluation, judged, revision, now));
  }
}
