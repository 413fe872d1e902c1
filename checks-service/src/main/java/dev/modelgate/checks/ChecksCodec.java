package dev.modelgate.checks;

import dev.modelgate.checks.intake.AdvancedBranch;
import dev.modelgate.checks.intake.Bound;
import dev.modelgate.checks.intake.Check;
import dev.modelgate.checks.intake.Comparison;
import dev.modelgate.checks.intake.Conclusion;
import dev.modelgate.checks.intake.ExperimentId;
import dev.modelgate.checks.intake.FinishedExperiment;
import dev.modelgate.checks.intake.FinishedRun;
import dev.modelgate.checks.intake.Metric;
import dev.modelgate.checks.intake.MetricDefinition;
import dev.modelgate.checks.intake.Outcome;
import dev.modelgate.checks.intake.PlannedWorkflow;
import dev.modelgate.checks.intake.Project;
import dev.modelgate.checks.intake.ProjectId;
import dev.modelgate.checks.intake.Rounding;
import dev.modelgate.checks.intake.Run;
import dev.modelgate.checks.intake.RunId;
import dev.modelgate.checks.intake.Verdict;
import dev.modelgate.events.AttemptSummary;
import dev.modelgate.events.Better;
import dev.modelgate.events.BoundOperator;
import dev.modelgate.events.BranchAdvanced;
import dev.modelgate.events.BranchCommit;
import dev.modelgate.events.CheckDefinition;
import dev.modelgate.events.ExperimentConclusion;
import dev.modelgate.events.ExperimentFinished;
import dev.modelgate.events.GitEventKind;
import dev.modelgate.events.MetricValue;
import dev.modelgate.events.RunFinished;
import dev.modelgate.events.RunReference;
import dev.modelgate.events.WorkflowState;
import org.jspecify.annotations.Nullable;

/**
 * Turns events that are heard into records. What this version does not know becomes what can never
 * pass.
 */
final class ChecksCodec {

  private ChecksCodec() {}

  static FinishedExperiment finished(ExperimentFinished event) {
    return new FinishedExperiment(
        event.getEventId(),
        new ExperimentId(event.getExperimentId()),
        new Run(
            new RunId(event.getRunId()),
            event.getRunNumber(),
            project(event.getProjectId(), event.getProjectName(), event.getRepository()),
            event.getRef(),
            event.getSha(),
            event.getWorkflow(),
            event.getOnDefaultBranch(),
            isForPullRequest(event.getKind())),
        event.getStep(),
        event.getChecks().stream().map(ChecksCodec::check).toList(),
        outcome(event.getOutcome()),
        event.getExitCode(),
        event.getMessage(),
        event.getMetrics().stream().map(ChecksCodec::metric).toList(),
        event.getAttempts().stream()
            .map(AttemptSummary::getOutcome)
            .map(ChecksCodec::outcome)
            .toList());
  }

  static FinishedRun finished(RunFinished event) {
    return new FinishedRun(
        event.getEventId(),
        new Run(
            new RunId(event.getRunId()),
            event.getRunNumber(),
            project(event.getProjectId(), event.getProjectName(), event.getRepository()),
            event.getRef(),
            event.getSha(),
            event.getWorkflow(),
            event.getOnDefaultBranch(),
            false),
        event.getExperiments().stream().map(ChecksCodec::conclusion).toList(),
        event.getWorkflows().stream().map(ChecksCodec::workflow).toList());
  }

  static AdvancedBranch advanced(BranchAdvanced event) {
    return new AdvancedBranch(
        event.getEventId(),
        project(event.getProjectId(), event.getProjectName(), event.getRepository()),
        event.getBranch(),
        event.getSequence(),
        event.getCommits().stream().map(BranchCommit::getSha).toList());
  }

  private static Project project(String id, String name, String repository) {
    return new Project(new ProjectId(id), name, repository);
  }

  private static Check check(CheckDefinition check) {
    return new Check(
        clean(check.getKey()),
        new MetricDefinition(
            clean(check.getSource()),
            clean(check.getMetric()),
            clean(check.getFile()),
            clean(check.getPointer()),
            cleanOrNull(check.getAggregate())),
        check.getBounds().stream()
            .map(bound -> new Bound(operator(bound.getOperator()), clean(bound.getValue())))
            .toList(),
        cleanOrNull(check.getTarget()),
        rounding(check.getRounding()),
        comparison(check.getComparison()),
        check.getOnlyPulls(),
        check.getIfNotFound() == dev.modelgate.events.Verdict.PASSED,
        check.getInComment(),
        check.getLine());
  }

  private static @Nullable Rounding rounding(dev.modelgate.events.@Nullable Rounding rounding) {
    return rounding == null ? null : new Rounding(rounding.getUp(), rounding.getPrecision());
  }

  private static @Nullable Comparison comparison(
      dev.modelgate.events.@Nullable Comparison comparison) {
    return comparison == null
        ? null
        : new Comparison(
            better(comparison.getBetter()),
            clean(comparison.getTolerance()),
            comparison.getRelative());
  }

  private static Metric metric(MetricValue metric) {
    return new Metric(
        clean(metric.getKey()),
        cleanOrNull(metric.getValue()),
        cleanOrNull(metric.getProblem()),
        cleanOrNull(metric.getAggregate()),
        cleanOrNull(metric.getNote()));
  }

  /** What a job or a repository wrote, as PostgreSQL keeps it: no text has a zero character. */
  private static String clean(String text) {
    return text.replace('\0', '\uFFFD');
  }

  private static @Nullable String cleanOrNull(@Nullable String text) {
    return text == null ? null : clean(text);
  }

  private static Conclusion conclusion(ExperimentConclusion conclusion) {
    return new Conclusion(
        new ExperimentId(conclusion.getExperimentId()),
        conclusion.getStep(),
        outcome(conclusion.getOutcome()),
        verdict(conclusion.getVerdict()));
  }

  private static PlannedWorkflow workflow(RunReference reference) {
    return new PlannedWorkflow(
        reference.getWorkflow(),
        reference.getRunId() == null ? null : new RunId(reference.getRunId()),
        reference.getRunNumber(),
        state(reference.getState()));
  }

  private static boolean isForPullRequest(GitEventKind kind) {
    return switch (kind) {
      case PUSH, TAG, UNKNOWN -> false;
    };
  }

  private static PlannedWorkflow.State state(WorkflowState state) {
    return switch (state) {
      case PLANNED -> PlannedWorkflow.State.PLANNED;
      case NOT_MATCHED -> PlannedWorkflow.State.NOT_MATCHED;
      case INVALID -> PlannedWorkflow.State.INVALID;
      case UNKNOWN -> PlannedWorkflow.State.UNKNOWN;
    };
  }

  private static Bound.Operator operator(BoundOperator operator) {
    return switch (operator) {
      case ABOVE -> Bound.Operator.ABOVE;
      case BELOW -> Bound.Operator.BELOW;
      case AT_LEAST -> Bound.Operator.AT_LEAST;
      case AT_MOST -> Bound.Operator.AT_MOST;
      case UNKNOWN -> Bound.Operator.UNKNOWN;
    };
  }

  private static Comparison.Better better(Better better) {
    return switch (better) {
      case HIGHER -> Comparison.Better.HIGHER;
      case LOWER -> Comparison.Better.LOWER;
      case UNKNOWN -> Comparison.Better.UNKNOWN;
    };
  }

  private static Outcome outcome(dev.modelgate.events.Outcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> Outcome.SUCCEEDED;
      case FAILED -> Outcome.FAILED;
      case TIMED_OUT -> Outcome.TIMED_OUT;
      case OUT_OF_MEMORY -> Outcome.OUT_OF_MEMORY;
      case INFRASTRUCTURE_LOST -> Outcome.INFRASTRUCTURE_LOST;
      case PREEMPTED -> Outcome.PREEMPTED;
      case DATA_MISSING -> Outcome.DATA_MISSING;
      case IMAGE_MISSING -> Outcome.IMAGE_MISSING;
      case CONFIGURATION_ERROR -> Outcome.CONFIGURATION_ERROR;
      case CANCELLED -> Outcome.CANCELLED;
      case SUPERSEDED -> Outcome.SUPERSEDED;
      case INTERNAL, UNKNOWN -> Outcome.INTERNAL;
    };
  }

  private static Verdict verdict(dev.modelgate.events.Verdict verdict) {
    return switch (verdict) {
      case PASSED -> Verdict.PASSED;
      case FAILED -> Verdict.FAILED;
      case INCONCLUSIVE -> Verdict.INCONCLUSIVE;
      case CANCELLED -> Verdict.CANCELLED;
      case SUPERSEDED -> Verdict.SUPERSEDED;
      case SKIPPED -> Verdict.SKIPPED;
      case ERRORED, UNKNOWN -> Verdict.ERRORED;
    };
  }
}
