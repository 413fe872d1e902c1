package dev.modelgate.checks;

import dev.modelgate.checks.baseline.BaselineEntry;
import dev.modelgate.checks.evaluate.BaselineValue;
import dev.modelgate.checks.evaluate.CheckResult;
import dev.modelgate.checks.evaluate.Evaluation;
import dev.modelgate.checks.intake.Comparison;
import dev.modelgate.checks.intake.Conclusion;
import dev.modelgate.checks.intake.ExperimentId;
import dev.modelgate.checks.intake.FinishedExperiment;
import dev.modelgate.checks.intake.FinishedRun;
import dev.modelgate.checks.intake.MeasuredNumber;
import dev.modelgate.checks.intake.PlannedWorkflow;
import dev.modelgate.checks.intake.Project;
import dev.modelgate.checks.intake.Run;
import dev.modelgate.events.BaselinePromoted;
import dev.modelgate.events.BaselineReference;
import dev.modelgate.events.Better;
import dev.modelgate.events.Bound;
import dev.modelgate.events.BoundOperator;
import dev.modelgate.events.ChecksEvaluated;
import dev.modelgate.events.ExperimentConclusion;
import dev.modelgate.events.MetricValue;
import dev.modelgate.events.Outcome;
import dev.modelgate.events.RunReference;
import dev.modelgate.events.Subject;
import dev.modelgate.events.Verdict;
import dev.modelgate.events.WorkflowState;
import dev.modelgate.stream.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Turns what is said and promoted into events. Their ids follow from what they are about. */
final class VerdictCodec {

  private VerdictCodec() {}

  static SpecificRecord evaluated(
      FinishedExperiment experiment, Evaluation evaluation, int revision, Instant at) {
    return said(
            experiment.run(),
            Ids.derived("experiment", experiment.id().value(), Integer.toString(revision)),
            evaluation,
            revision)
        .setOccurredAt(at)
        .setCausedBy(experiment.eventId())
        .setSubject(Subject.EXPERIMENT)
        .setExperimentId(experiment.id().value())
        .setStep(experiment.step())
        .setOutcome(outcome(experiment.outcome()))
        .setExitCode(experiment.exitCode())
        .setExperiments(List.of())
        .setWorkflows(List.of())
        .build();
  }

  static SpecificRecord evaluated(
      FinishedRun run,
      Evaluation evaluation,
      Map<ExperimentId, Evaluation> judged,
      int revision,
      Instant at) {
    return said(
            run.run(),
            Ids.derived("run", run.run().id().value(), Integer.toString(revision)),
            evaluation,
            revision)
        .setOccurredAt(at)
        .setCausedBy(run.eventId())
        .setSubject(Subject.RUN)
        .setExperimentId(null)
        .setStep(null)
        .setOutcome(null)
        .setExitCode(null)
        .setExperiments(run.experiments().stream().map(heard -> conclusion(heard, judged)).toList())
        .setWorkflows(run.workflows().stream().map(VerdictCodec::workflow).toList())
        .build();
  }

  static SpecificRecord promoted(
      BaselineEntry entry, Project project, String causedBy, Instant at) {
    return BaselinePromoted.newBuilder()
        .setEventId(Ids.derived("promoted", entry.id().value()))
        .setOccurredAt(at)
        .setCausedBy(causedBy)
        .setProjectId(project.id().value())
        .setProjectName(project.name())
        .setRepository(project.repository())
        .setRef(entry.result().ref())
        .setSha(entry.result().sha())
        .setRunId(entry.result().run().value())
        .setRunNumber(entry.result().runNumber())
        .setWorkflow(entry.result().key().workflow())
        .setExperimentId(entry.result().experiment().value())
        .setStep(entry.result().key().step())
        .setEntryId(entry.id().value())
        .setBranch(entry.position().branch())
        .setSequence(entry.position().sequence())
        .setPlace(entry.position().index())
        .setMetrics(
            entry.result().values().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(value -> metric(value.getKey(), value.getValue()))
                .toList())
        .build();
  }

  private static ChecksEvaluated.Builder said(
      Run run, String eventId, Evaluation evaluation, int revision) {
    return ChecksEvaluated.newBuilder()
        .setEventId(eventId)
        .setProjectId(run.project().id().value())
        .setProjectName(run.project().name())
        .setRepository(run.project().repository())
        .setRef(run.ref())
        .setSha(run.sha())
        .setRunId(run.id().value())
        .setRunNumber(run.number())
        .setWorkflow(run.workflow())
        .setOnDefaultBranch(run.onDefaultBranch())
        .setRevision(revision)
        .setVerdict(verdict(evaluation.verdict()))
        .setReason(evaluation.reason().code())
        .setSentence(evaluation.sentence())
        .setChecks(evaluation.checks().stream().map(VerdictCodec::check).toList());
  }

  private static dev.modelgate.events.CheckResult check(CheckResult result) {
    return dev.modelgate.events.CheckResult.newBuilder()
        .setKey(result.check().key())
        .setValue(result.value())
        .setAggregate(result.check().definition().writtenAggregate())
        .setJudged(result.judged())
        .setTarget(result.check().target())
        .setInComment(result.check().inComment())
        .setVerdict(verdict(result.verdict()))
        .setBounds(
            result.check().bounds().stream()
                .map(
                    bound ->
                        Bound.newBuilder()
                            .setOperator(BoundOperator.valueOf(bound.operator().name()))
                            .setValue(bound.value())
                            .build())
                .toList())
        .setBoundsMet(result.boundsMet())
        .setComparison(comparison(result.check().comparison()))
        .setBaseline(baseline(result.baseline()))
        .setComparisonMet(result.comparisonMet())
        .setReason(result.reason().code())
        .setSentence(result.sentence())
        .build();
  }

  private static dev.modelgate.events.@Nullable Comparison comparison(
      @Nullable Comparison comparison) {
    return comparison == null
        ? null
        : dev.modelgate.events.Comparison.newBuilder()
            .setBetter(Better.valueOf(comparison.better().name()))
            .setTolerance(comparison.tolerance())
            .setRelative(comparison.relative())
            .build();
  }

  private static @Nullable BaselineReference baseline(@Nullable BaselineValue baseline) {
    return baseline == null
        ? null
        : BaselineReference.newBuilder()
            .setValue(baseline.value())
            .setSha(baseline.sha())
            .setRunNumber(baseline.runNumber())
            .setEntryId(baseline.entry().value())
            .setRef(baseline.ref())
            .setBranch(baseline.branch())
            .build();
  }

  private static ExperimentConclusion conclusion(
      Conclusion conclusion, Map<ExperimentId, Evaluation> judged) {
    Evaluation said = judged.get(conclusion.experiment());
    return ExperimentConclusion.newBuilder()
        .setExperimentId(conclusion.experiment().value())
        .setStep(conclusion.step())
        .setOutcome(outcome(conclusion.outcome()))
        .setVerdict(verdict(said == null ? conclusion.verdict() : said.verdict()))
        .build();
  }

  private static RunReference workflow(PlannedWorkflow workflow) {
    return RunReference.newBuilder()
        .setWorkflow(workflow.workflow())
        .setRunId(workflow.run() == null ? null : workflow.run().value())
        .setRunNumber(workflow.runNumber())
        .setState(WorkflowState.valueOf(workflow.state().name()))
        .build();
  }

  private static MetricValue metric(String key, MeasuredNumber number) {
    return MetricValue.newBuilder()
        .setKey(key)
        .setValue(number.value())
        .setAggregate(number.definition().aggregate())
        .build();
  }

  /** Both lists have the same names; a test holds them together. */
  private static Verdict verdict(dev.modelgate.checks.intake.Verdict verdict) {
    return Verdict.valueOf(verdict.name());
  }

  private static Outcome outcome(dev.modelgate.checks.intake.Outcome outcome) {
    return Outcome.valueOf(outcome.name());
  }
}
