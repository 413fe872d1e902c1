package dev.modelgate.reporter.facts;

import dev.modelgate.reporter.intake.Evaluation;
import dev.modelgate.reporter.intake.FinishedExperiment;
import dev.modelgate.reporter.intake.FinishedRun;
import dev.modelgate.reporter.intake.PlannedRun;
import dev.modelgate.reporter.intake.Promotion;
import dev.modelgate.reporter.intake.QueuedExperiment;
import dev.modelgate.reporter.intake.RunFact;
import dev.modelgate.reporter.intake.RunKey;
import dev.modelgate.reporter.intake.StartedExperiment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one run. Adding a fact is commutative and idempotent: any order of the same
 * facts, with any repetitions, gives an equal record.
 *
 * @param firstSeen time of the earliest fact
 * @param experiments by id
 * @param over null while the run goes on
 * @param verdict the run's own, of the highest revision seen
 * @param promotions experiments that became a baseline, in order of time
 */
public record RunFacts(
    RunKey run,
    Instant firstSeen,
    @Nullable PlannedRun plan,
    Map<String, ExperimentFacts> experiments,
    @Nullable FinishedRun over,
    @Nullable Evaluation verdict,
    List<Promotion> promotions) {

  public RunFacts {
    experiments = new TreeMap<>(experiments);
    promotions = List.copyOf(promotions);
  }

  /** What is known after the first fact. */
  public static RunFacts of(RunFact fact) {
    return new RunFacts(fact.run(), fact.at(), null, Map.of(), null, null, List.of()).with(fact);
  }

  /** What is known after one more fact. */
  public RunFacts with(RunFact fact) {
    RunFacts known = fact.at().isBefore(firstSeen) ? withFirstSeen(fact.at()) : this;
    return switch (fact) {
      case PlannedRun planned -> known.withPlan(planned);
      case QueuedExperiment queued ->
          known.with(known.experiment(queued.experimentId(), queued.step()).with(queued));
      case StartedExperiment started ->
          known.with(known.experiment(started.experimentId(), started.step()).with(started));
      case FinishedExperiment finished ->
          known.with(known.experiment(finished.experimentId(), finished.step()).with(finished));
      case FinishedRun finished -> known.withOver(finished);
      case Evaluation evaluation -> known.withEvaluation(evaluation);
      case Promotion promotion -> known.withPromotion(promotion);
    };
  }

  private ExperimentFacts experiment(String id, String step) {
    ExperimentFacts known = experiments.get(id);
    return known == null ? ExperimentFacts.none(id, step) : known;
  }

  private RunFacts with(ExperimentFacts experiment) {
    var all = new TreeMap<>(experiments);
    all.put(experiment.id(), experiment);
    return new RunFacts(run, firstSeen, plan, all, over, verdict, promotions);
  }

  private RunFacts withFirstSeen(Instant at) {
    return new RunFacts(run, at, plan, experiments, over, verdict, promotions);
  }

  private RunFacts withPlan(PlannedRun planned) {
    return plan != null
        ? this
        : new RunFacts(run, firstSeen, planned, experiments, over, verdict, promotions);
  }

  private RunFacts withOver(FinishedRun finished) {
    return over != null && over.sequence() >= finished.sequence()
        ? this
        : new RunFacts(run, firstSeen, plan, experiments, finished, verdict, promotions);
  }

  private RunFacts withEvaluation(Evaluation evaluation) {
    if (evaluation.experimentId() != null) {
      String step = evaluation.step() == null ? run.workflow() : evaluation.step();
      return with(experiment(evaluation.experimentId(), step).with(evaluation));
    }
    return new RunFacts(
        run, firstSeen, plan, experiments, over, Revisions.newer(verdict, evaluation), promotions);
  }

  private RunFacts withPromotion(Promotion promotion) {
    return new RunFacts(
        run, firstSeen, plan, experiments, over, verdict, Revisions.with(promotions, promotion));
  }
}
