package dev.modelgate.reporter.render;

import dev.modelgate.reporter.facts.ExperimentFacts;
import dev.modelgate.reporter.facts.RunFacts;
import dev.modelgate.reporter.intake.Attempt;
import dev.modelgate.reporter.intake.Evaluation;
import dev.modelgate.reporter.intake.FinishedExperiment;
import dev.modelgate.reporter.intake.PlannedExperiment;
import dev.modelgate.reporter.intake.Promotion;
import dev.modelgate.reporter.intake.StartedExperiment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes what is shown of a run's experiments from what is known of them. */
final class ExperimentAssembler {

  private ExperimentAssembler() {}

  /**
   * The planned experiments in the file's order, then those that only their consequences tell of.
   */
  static List<ExperimentReport> assemble(RunFacts facts) {
    var planned = new LinkedHashMap<String, PlannedExperiment>();
    if (facts.plan() != null) {
      facts.plan().experiments().forEach(experiment -> planned.put(experiment.id(), experiment));
    }
    var reports = new ArrayList<ExperimentReport>();
    planned.forEach(
        (id, plan) -> reports.add(report(id, plan, facts.experiments().get(id), facts)));
    facts.experiments().values().stream()
        .filter(known -> !planned.containsKey(known.id()))
        .sorted(Comparator.comparing(ExperimentFacts::step).thenComparing(ExperimentFacts::id))
        .forEach(known -> reports.add(report(known.id(), null, known, facts)));
    return reports;
  }

  private static ExperimentReport report(
      String id,
      @Nullable PlannedExperiment plan,
      @Nullable ExperimentFacts known,
      RunFacts facts) {
    FinishedExperiment finished = known == null ? null : known.finished();
    Evaluation verdict = known == null ? null : known.verdict();
    return new ExperimentReport(
        id,
        plan != null ? plan.step() : known != null ? known.step() : facts.run().workflow(),
        plan == null ? null : plan.machine(),
        plan == null ? null : plan.container(),
        state(known),
        finished == null ? null : finished.outcome(),
        finished == null ? null : finished.exitCode(),
        finished == null ? null : finished.message(),
        verdict == null ? null : verdict.verdict(),
        verdict == null ? null : verdict.reason(),
        verdict == null ? null : verdict.sentence(),
        checks(plan, verdict),
        finished == null ? List.of() : finished.metrics(),
        finished == null ? Map.of() : finished.environment(),
        known == null ? List.of() : attempts(known),
        baselineOf(id, facts));
  }

  private static RunState state(@Nullable ExperimentFacts known) {
    if (known == null) {
      return RunState.QUEUED;
    }
    if (known.finished() != null || known.verdict() != null) {
      return RunState.FINISHED;
    }
    int started =
        known.started().values().stream()
            .mapToInt(StartedExperiment::attemptNumber)
            .max()
            .orElse(0);
    return started == 0 || known.queuedFor() > started ? RunState.QUEUED : RunState.RUNNING;
  }

  /** The judged checks, then those of the plan that nobody judged. */
  private static List<CheckReport> checks(
      @Nullable PlannedExperiment plan, @Nullable Evaluation verdict) {
    var checks = new LinkedHashMap<String, CheckReport>();
    if (verdict != null) {
      verdict.checks().forEach(check -> checks.put(check.key(), CheckReport.of(check)));
    }
    if (plan != null) {
      plan.checks().forEach(check -> checks.putIfAbsent(check.key(), CheckReport.of(check)));
    }
    return List.copyOf(checks.values());
  }

  /** The summaries of the end count more than what was heard at the start. */
  private static List<AttemptReport> attempts(ExperimentFacts known) {
    var attempts = new HashMap<String, AttemptReport>();
    known.started().values().forEach(s -> attempts.put(s.attemptId(), AttemptReport.of(s)));
    if (known.finished() != null) {
      for (Attempt attempt : known.finished().attempts()) {
        attempts.put(attempt.id(), AttemptReport.of(attempt));
      }
    }
    return attempts.values().stream()
        .sorted(Comparator.comparingInt(AttemptReport::number).thenComparing(AttemptReport::id))
        .toList();
  }

  private static List<String> baselineOf(String id, RunFacts facts) {
    return facts.promotions().stream()
        .filter(promotion -> promotion.experimentId().equals(id))
        .map(Promotion::branch)
        .distinct()
        .toList();
  }
}
