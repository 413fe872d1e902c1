package dev.modelgate.scheduler.announce;

import dev.modelgate.events.AttemptSummary;
import dev.modelgate.events.BranchAdvanced;
import dev.modelgate.events.BranchCommit;
import dev.modelgate.events.ExperimentConclusion;
import dev.modelgate.events.ExperimentFinished;
import dev.modelgate.events.ExperimentQueued;
import dev.modelgate.events.ExperimentStarted;
import dev.modelgate.events.MetricValue;
import dev.modelgate.events.Outcome;
import dev.modelgate.events.RunFinished;
import dev.modelgate.events.RunReference;
import dev.modelgate.events.Verdict;
import dev.modelgate.events.WorkflowState;
import dev.modelgate.scheduler.intake.Metric;
import dev.modelgate.scheduler.mirror.BranchAdvance;
import dev.modelgate.scheduler.store.AttemptRow;
import dev.modelgate.scheduler.store.ExperimentRow;
import dev.modelgate.scheduler.store.RunRow;
import dev.modelgate.scheduler.store.WorkflowReference;
import dev.modelgate.scheduler.workflow.Check;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Says how experiments and runs go on; every record carries the next number of its project. */
public final class ExperimentsCodec {

  private ExperimentsCodec() {}

  /** An experiment waits. */
  public static SpecificRecord queued(
      Said said,
      long sequence,
      RunRow run,
      ExperimentRow experiment,
      @Nullable String container,
      int attemptNumber) {
    return ExperimentQueued.newBuilder()
        .setEventId(said.eventId())
        .setOccurredAt(said.at())
        .setCausedBy(said.causedBy())
        .setProjectId(run.projectId())
        .setProjectName(run.projectName())
        .setRepository(run.repository())
        .setRef(run.ref())
        .setSha(run.sha())
        .setRunId(run.runId())
        .setRunNumber(run.runNumber())
        .setWorkflow(run.workflow())
        .setExperimentId(experiment.experimentId())
        .setStep(experiment.step())
        .setSequence(sequence)
        .setMachine(experiment.machine())
        .setContainer(container)
        .setAttemptNumber(attemptNumber)
        .build();
  }

  /** The job of an attempt runs. */
  public static SpecificRecord started(
      Said said,
      long sequence,
      RunRow run,
      ExperimentRow experiment,
      AttemptRow attempt,
      Instant startedAt) {
    return ExperimentStarted.newBuilder()
        .setEventId(said.eventId())
        .setOccurredAt(said.at())
        .setCausedBy(said.causedBy())
        .setProjectId(run.projectId())
        .setProjectName(run.projectName())
        .setRepository(run.repository())
        .setRef(run.ref())
        .setSha(run.sha())
        .setRunId(run.runId())
        .setRunNumber(run.runNumber())
        .setWorkflow(run.workflow())
        .setExperimentId(experiment.experimentId())
        .setStep(experiment.step())
        .setSequence(sequence)
        .setAttemptId(attempt.attemptId())
        .setAttemptNumber(attempt.number())
        .setRunnerName(attempt.runnerName())
        .setStartedAt(startedAt)
        .build();
  }

  /**
   * An experiment is over.
   *
   * @param experiment as it stands now, with its outcome
   * @param attempts all of them, oldest first
   */
  public static SpecificRecord finished(
      Said said,
      long sequence,
      RunRow run,
      ExperimentRow experiment,
      List<AttemptRow> attempts,
      List<Check> checks,
      List<Metric> metrics,
      Map<String, String> environment) {
    AttemptRow last = attempts.isEmpty() ? null : attempts.getLast();
    return ExperimentFinished.newBuilder()
        .setEventId(said.eventId())
        .setOccurredAt(said.at())
        .setCausedBy(said.causedBy())
        .setProjectId(run.projectId())
        .setProjectName(run.projectName())
        .setRepository(run.repository())
        .setRef(run.ref())
        .setSha(run.sha())
        .setRunId(run.runId())
        .setRunNumber(run.runNumber())
        .setWorkflow(run.workflow())
        .setExperimentId(experiment.experimentId())
        .setStep(experiment.step())
        .setSequence(sequence)
        .setBefore(run.beforeSha())
        .setKind(PlansCodec.kind(run.kind()))
        .setOnDefaultBranch(run.onDefaultBranch())
        .setDefaultBranch(run.defaultBranch())
        .setMergeBaseSha(run.mergeBaseSha())
        .setTree(run.tree())
        .setChecks(CheckCodec.checks(checks))
        .setOutcome(outcome(experiment))
        .setExitCode(experiment.exitCode())
        .setMessage(experiment.message())
        .setMetrics(metrics.stream().map(ExperimentsCodec::metric).toList())
        .setEnvironment(environment)
        .setAttempts(attempts.stream().map(ExperimentsCodec::attempt).toList())
        .setStartedAt(last == null ? null : last.startedAt())
        .setFinishedAt(last == null ? null : last.finishedAt())
        .build();
  }

  /** A run is over: every experiment has ended and was judged. */
  public static SpecificRecord runFinished(
      Said said,
      long sequence,
      RunRow run,
      List<ExperimentRow> experiments,
      List<WorkflowReference> workflows) {
    return RunFinished.newBuilder()
        .setEventId(said.eventId())
        .setOccurredAt(said.at())
        .setCausedBy(said.causedBy())
        .setProjectId(run.projectId())
        .setProjectName(run.projectName())
        .setRepository(run.repository())
        .setRef(run.ref())
        .setSha(run.sha())
        .setRunId(run.runId())
        .setRunNumber(run.runNumber())
        .setWorkflow(run.workflow())
        .setSequence(sequence)
        .setOnDefaultBranch(run.onDefaultBranch())
        .setExperiments(experiments.stream().map(ExperimentsCodec::conclusion).toList())
        .setWorkflows(workflows.stream().map(ExperimentsCodec::reference).toList())
        .build();
  }

  /** The default branch moved. */
  public static SpecificRecord advanced(
      Said said,
      long sequence,
      String projectId,
      String projectName,
      String repository,
      BranchAdvance advance) {
    return BranchAdvanced.newBuilder()
        .setEventId(said.eventId())
        .setOccurredAt(said.at())
        .setCausedBy(said.causedBy())
        .setProjectId(projectId)
        .setProjectName(projectName)
        .setRepository(repository)
        .setSequence(sequence)
        .setBranch(advance.branch())
        .setBefore(advance.before())
        .setAfter(advance.after())
        .setCommits(
            advance.commits().stream()
                .map(commit -> new BranchCommit(commit.sha(), commit.tree()))
                .toList())
        .setComplete(advance.complete())
        .build();
  }

  private static AttemptSummary attempt(AttemptRow attempt) {
    dev.modelgate.scheduler.lease.Outcome outcome = attempt.outcome();
    return AttemptSummary.newBuilder()
        .setAttemptId(attempt.attemptId())
        .setNumber(attempt.number())
        .setToken(attempt.token())
        .setRunnerName(attempt.runnerName())
        .setOutcome(outcome == null ? Outcome.UNKNOWN : Outcome.valueOf(outcome.name()))
        .setExitCode(attempt.exitCode())
        .setMessage(attempt.message())
        .setStartedAt(attempt.startedAt())
        .setFinishedAt(attempt.finishedAt())
        .setNotes(attempt.noteLines())
        .setLogBytes(attempt.logBytes())
        .build();
  }

  private static ExperimentConclusion conclusion(ExperimentRow experiment) {
    dev.modelgate.scheduler.intake.Verdict verdict = experiment.verdict();
    return ExperimentConclusion.newBuilder()
        .setExperimentId(experiment.experimentId())
        .setStep(experiment.step())
        .setOutcome(outcome(experiment))
        .setVerdict(verdict == null ? Verdict.UNKNOWN : Verdict.valueOf(verdict.name()))
        .build();
  }

  private static Outcome outcome(ExperimentRow experiment) {
    dev.modelgate.scheduler.lease.Outcome outcome = experiment.outcome();
    return outcome == null ? Outcome.UNKNOWN : Outcome.valueOf(outcome.name());
  }

  private static MetricValue metric(Metric metric) {
    return MetricValue.newBuilder()
        .setKey(metric.key())
        .setValue(metric.value())
        .setProblem(metric.problem())
        .setAggregate(metric.aggregate())
        .setNote(metric.note())
        .build();
  }

  private static RunReference reference(WorkflowReference workflow) {
    return RunReference.newBuilder()
        .setWorkflow(workflow.workflow())
        .setRunId(workflow.runId())
        .setRunNumber(workflow.runNumber())
        .setState(
            switch (workflow.state()) {
              case PLANNED -> WorkflowState.PLANNED;
              case NOT_MATCHED -> WorkflowState.NOT_MATCHED;
              case INVALID -> WorkflowState.INVALID;
            })
        .build();
  }
}
