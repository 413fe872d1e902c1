package dev.modelgate.testkit;

import dev.modelgate.events.Better;
import dev.modelgate.events.Bound;
import dev.modelgate.events.BoundOperator;
import dev.modelgate.events.BranchAdvanced;
import dev.modelgate.events.BranchCommit;
import dev.modelgate.events.BuildBranches;
import dev.modelgate.events.CheckDefinition;
import dev.modelgate.events.ChecksEvaluated;
import dev.modelgate.events.CommitInfo;
import dev.modelgate.events.Comparison;
import dev.modelgate.events.ExperimentConclusion;
import dev.modelgate.events.ExperimentFinished;
import dev.modelgate.events.ExperimentQueued;
import dev.modelgate.events.ExperimentStarted;
import dev.modelgate.events.GitEventKind;
import dev.modelgate.events.GitEventReceived;
import dev.modelgate.events.MetricValue;
import dev.modelgate.events.Outcome;
import dev.modelgate.events.PlannedExperiment;
import dev.modelgate.events.ProjectRegistered;
import dev.modelgate.events.ProjectSettings;
import dev.modelgate.events.Provider;
import dev.modelgate.events.RunFinished;
import dev.modelgate.events.RunReference;
import dev.modelgate.events.Subject;
import dev.modelgate.events.Verdict;
import dev.modelgate.events.WorkflowPlan;
import dev.modelgate.events.WorkflowPlanned;
import dev.modelgate.events.WorkflowState;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Builders of events that are filled like the records of one run: project "penguins", run 1 of
 * workflow "train" on main. A test sets what it is about and leaves the rest.
 */
public final class Samples {

  /** Id of the sample project. */
  public static final String PROJECT_ID = "7f9c24e8-3b12-4ad1-9f00-000000000001";

  /** Id of the sample run. */
  public static final String RUN_ID = "7f9c24e8-3b12-4ad1-9f00-000000000002";

  /** Id of the sample experiment. */
  public static final String EXPERIMENT_ID = "7f9c24e8-3b12-4ad1-9f00-000000000003";

  /** The sample commit. */
  public static final String SHA = "3f9c2ab000000000000000000000000000000001";

  /** The sample commit's tree. */
  public static final String TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

  /** When everything in the samples happens. */
  public static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

  private static final String NAME = "penguins";
  private static final String REPOSITORY = "/srv/git/penguins.git";
  private static final String REF = "refs/heads/main";

  private Samples() {}

  /** Settings of a plain-Git project that builds every branch. */
  public static ProjectSettings settings() {
    return ProjectSettings.newBuilder()
        .setProvider(Provider.GIT)
        .setTeam("default")
        .setDefaultBranch(null)
        .setBuildBranches(BuildBranches.ALL)
        .build();
  }

  /** The check of the sample workflow: at least 0.90, and not more than 1 % below the baseline. */
  public static CheckDefinition check() {
    return CheckDefinition.newBuilder()
        .setKey("json:metrics.json:/accuracy")
        .setSource("json")
        .setFile("metrics.json")
        .setPointer("/accuracy")
        .setBounds(
            List.of(
                Bound.newBuilder().setOperator(BoundOperator.AT_LEAST).setValue("0.90").build()))
        .setComparison(
            Comparison.newBuilder()
                .setBetter(Better.HIGHER)
                .setTolerance("0.01")
                .setRelative(true)
                .build())
        .setIfNotFound(Verdict.FAILED)
        .setLine(9)
        .build();
  }

  /** A metric under the sample check's key. */
  public static MetricValue accuracy(String value) {
    return MetricValue.newBuilder()
        .setKey("json:metrics.json:/accuracy")
        .setValue(value)
        .setProblem(null)
        .build();
  }

  /** The project is registered. */
  public static ProjectRegistered.Builder projectRegistered() {
    return ProjectRegistered.newBuilder()
        .setEventId("project-registered")
        .setOccurredAt(AT)
        .setProjectId(PROJECT_ID)
        .setProjectName(NAME)
        .setRepository(REPOSITORY)
        .setSettings(settings());
  }

  /** A push to main. */
  public static GitEventReceived.Builder gitEventReceived() {
    return GitEventReceived.newBuilder()
        .setEventId("git-event")
        .setOccurredAt(AT)
        .setProjectId(PROJECT_ID)
        .setProjectName(NAME)
        .setRepository(REPOSITORY)
        .setKind(GitEventKind.PUSH)
        .setRef(REF)
        .setSha(SHA)
        .setPusher("ada")
        .setDeliveryId("delivery-1")
        .setBodySha256("00")
        .setSettings(settings());
  }

  /** The push's one workflow is planned as run 1. */
  public static WorkflowPlanned.Builder workflowPlanned() {
    return WorkflowPlanned.newBuilder()
        .setEventId("workflow-planned")
        .setOccurredAt(AT)
        .setCausedBy("git-event")
        .setProjectId(PROJECT_ID)
        .setProjectName(NAME)
        .setRepository(REPOSITORY)
        .setRef(REF)
        .setSha(SHA)
        .setKind(GitEventKind.PUSH)
        .setPusher("ada")
        .setOnDefaultBranch(true)
        .setDefaultBranch("main")
        .setCommit(
            CommitInfo.newBuilder()
                .setSubject("train the baseline")
                .setAuthor("Ada")
                .setTree(TREE)
                .setAuthoredAt(AT)
                .build())
        .setWorkflowFile(".modelgate/config.yaml")
        .setWorkflows(
            List.of(
                WorkflowPlan.newBuilder()
                    .setWorkflow("train")
                    .setState(WorkflowState.PLANNED)
                    .setRunId(RUN_ID)
                    .setRunNumber(1)
                    .setExperiments(
                        List.of(
                            PlannedExperiment.newBuilder()
                                .setExperimentId(EXPERIMENT_ID)
                                .setStep("train")
                                .setMachine("cpu")
                                .setChecks(List.of(check()))
                                .build()))
                    .build()));
  }

  /** The experiment waits. */
  public static ExperimentQueued.Builder experimentQueued() {
    return ExperimentQueued.newBuilder()
        .setEventId("experiment-queued")
        .setOccurredAt(AT)
        .setProjectId(PROJECT_ID)
        .setProjectName(NAME)
        .setRepository(REPOSITORY)
        .setRef(REF)
        .setSha(SHA)
        .setRunId(RUN_ID)
        .setRunNumber(1)
        .setWorkflow("train")
        .setExperimentId(EXPERIMENT_ID)
        .setStep("train")
        .setSequence(2)
        .setMachine("cpu")
        .setAttemptNumber(1);
  }

  /** Its first attempt runs. */
  public static ExperimentStarted.Builder experimentStarted() {
    return ExperimentStarted.newBuilder()
        .setEventId("experiment-started")
        .setOccurredAt(AT.plusSeconds(1))
        .setProjectId(PROJECT_ID)
        .setProjectName(NAME)
        .setRepository(REPOSITORY)
        .setRef(REF)
        .setSha(SHA)
        .setRunId(RUN_ID)
        .setRunNumber(1)
        .setWorkflow("train")
        .setExperimentId(EXPERIMENT_ID)
        .setStep("train")
        .setSequence(3)
        .setAttemptId("attempt-1")
        .setAttemptNumber(1)
        .setRunnerName("laptop")
        .setStartedAt(AT.plusSeconds(1));
  }

  /** It succeeded with an accuracy of 0.976. */
  public static ExperimentFinished.Builder experimentFinished() {
    return ExperimentFinished.newBuilder()
        .setEventId("experiment-finished")
        .setOccurredAt(AT.plusSeconds(7))
        .setProjectId(PROJECT_ID)
        .setProjectName(NAME)
        .setRepository(REPOSITORY)
        .setRef(REF)
        .setSha(SHA)
        .setRunId(RUN_ID)
        .setRunNumber(1)
        .setWorkflow("train")
        .setExperimentId(EXPERIMENT_ID)
        .setStep("train")
        .setSequence(4)
        .setKind(GitEventKind.PUSH)
        .setOnDefaultBranch(true)
        .setDefaultBranch("main")
        .setTree(TREE)
        .setChecks(List.of(check()))
        .setOutcome(Outcome.SUCCEEDED)
        .setExitCode(0)
        .setMetrics(List.of(accuracy("0.976")))
        .setEnvironment(Map.of("LEARNING_RATE", "0.05"))
        .setAttempts(List.of())
        .setStartedAt(AT.plusSeconds(1))
        .setFinishedAt(AT.plusSeconds(7));
  }

  /** Main gained the sample commit. */
  public static BranchAdvanced.Builder branchAdvanced() {
    return BranchAdvanced.newBuilder()
        .setEventId("branch-advanced")
        .setOccurredAt(AT)
        .setProjectId(PROJECT_ID)
        .setProjectName(NAME)
        .setRepository(REPOSITORY)
        .setSequence(1)
        .setBranch("main")
        .setAfter(SHA)
        .setCommits(List.of(BranchCommit.newBuilder().setSha(SHA).setTree(TREE).build()))
        .setComplete(true);
  }

  /** The experiment passed. */
  public static ChecksEvaluated.Builder experimentPassed() {
    return ChecksEvaluated.newBuilder()
        .setEventId("experiment-evaluated")
        .setOccurredAt(AT.plusSeconds(8))
        .setProjectId(PROJECT_ID)
        .setProjectName(NAME)
        .setRepository(REPOSITORY)
        .setRef(REF)
        .setSha(SHA)
        .setRunId(RUN_ID)
        .setRunNumber(1)
        .setWorkflow("train")
        .setSubject(Subject.EXPERIMENT)
        .setRevision(1)
        .setExperimentId(EXPERIMENT_ID)
        .setStep("train")
        .setOnDefaultBranch(true)
        .setVerdict(Verdict.PASSED)
        .setReason("checks-passed")
        .setSentence("passed, 1 check passed")
        .setOutcome(Outcome.SUCCEEDED)
        .setExitCode(0)
        .setChecks(List.of());
  }

  /** The run is over. */
  public static RunFinished.Builder runFinished() {
    return RunFinished.newBuilder()
        .setEventId("run-finished")
        .setOccurredAt(AT.plusSeconds(8))
        .setProjectId(PROJECT_ID)
        .setProjectName(NAME)
        .setRepository(REPOSITORY)
        .setRef(REF)
        .setSha(SHA)
        .setRunId(RUN_ID)
        .setRunNumber(1)
        .setWorkflow("train")
        .setSequence(5)
        .setOnDefaultBranch(true)
        .setExperiments(List.of(passed()))
        .setWorkflows(List.of(reference()));
  }

  /** The run passed. */
  public static ChecksEvaluated.Builder runPassed() {
    return experimentPassed()
        .setEventId("run-evaluated")
        .setSubject(Subject.RUN)
        .setExperimentId(null)
        .setStep(null)
        .setOutcome(null)
        .setExitCode(null)
        .setExperiments(List.of(passed()))
        .setWorkflows(List.of(reference()));
  }

  private static ExperimentConclusion passed() {
    return ExperimentConclusion.newBuilder()
        .setExperimentId(EXPERIMENT_ID)
        .setStep("train")
        .setOutcome(Outcome.SUCCEEDED)
        .setVerdict(Verdict.PASSED)
        .build();
  }

  private static RunReference reference() {
    return RunReference.newBuilder()
        .setWorkflow("train")
        .setRunId(RUN_ID)
        .setRunNumber(1)
        .setState(WorkflowState.PLANNED)
        .build();
  }
}
