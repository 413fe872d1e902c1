package dev.modelgate.checks;

import dev.modelgate.checks.baseline.BaselineEntry;
import dev.modelgate.checks.baseline.BaselineKey;
import dev.modelgate.checks.baseline.BaselineSelector;
import dev.modelgate.checks.evaluate.Evaluation;
import dev.modelgate.checks.evaluate.ExperimentEvaluator;
import dev.modelgate.checks.evaluate.RunEvaluator;
import dev.modelgate.checks.intake.FinishedExperiment;
import dev.modelgate.checks.intake.FinishedRun;
import dev.modelgate.checks.store.LedgerStore;
import dev.modelgate.checks.store.ResultStore;
import dev.modelgate.events.wire.Topic;
import dev.modelgate.stream.Failure;
import dev.modelgate.stream.Outbox;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/**
 * The checks-service turns finished experiments into verdicts.
 *
 * <p>Of each experiment and each run one thing is said, however often its end is heard of. The
 * baseline is the newest of the moment of judging and never the result itself: promotion comes
 * after the verdict.
 */
@Singleton
final class ChecksFlow {

  private static final int FIRST_REVISION = 1;

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
    if (results.isJudged(experiment.id())) {
      return;
    }
    BaselineEntry baseline =
        BaselineSelector.select(ledger.historyOf(BaselineKey.of(experiment)), experiment.id())
            .orElse(null);
    Evaluation evaluation = ExperimentEvaluator.evaluate(experiment, baseline);
    say(experiment, evaluation);
    if (ExperimentEvaluator.mayBeBaseline(experiment.outcome(), evaluation.verdict())) {
      baselines.onPassed(experiment);
    }
  }

  /** A run is over. */
  void on(FinishedRun run) {
    if (!results.isJudged(run.run().id())) {
      say(run, RunEvaluator.evaluate(run, results.ofRun(run.run().id())));
    }
  }

  /** An experiment could not be judged; it ends all the same. */
  void failed(FinishedExperiment experiment, Failure failure) {
    if (!results.isJudged(experiment.id())) {
      say(experiment, Evaluation.internalError());
    }
  }

  /** A run could not be judged; it ends all the same. */
  void failed(FinishedRun run, Failure failure) {
    if (!results.isJudged(run.run().id())) {
      say(run, Evaluation.internalError());
    }
  }

  private void say(FinishedExperiment experiment, Evaluation evaluation) {
    Instant now = clock.instant();
    results.add(experiment, evaluation, FIRST_REVISION, now);
    meters.experiment(evaluation.verdict());
    outbox.add(
        Topic.CHECK_RESULTS,
        experiment.run().project().id().value(),
        VerdictCodec.evaluated(experiment, evaluation, FIRST_REVISION, now));
  }

  private void say(FinishedRun run, Evaluation evaluation) {
    Instant now = clock.instant();
    results.add(run, evaluation, FIRST_REVISION, now);
    meters.run(evaluation.verdict());
    outbox.add(
        Topic.CHECK_RESULTS,
        run.run().project().id().value(),
        VerdictCodec.evaluated(run, evaluation, FIRST_REVISION, now));
  }
}
