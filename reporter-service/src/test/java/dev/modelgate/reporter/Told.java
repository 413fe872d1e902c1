package dev.modelgate.reporter;

import dev.modelgate.events.AttemptSummary;
import dev.modelgate.events.BaselinePromoted;
import dev.modelgate.events.BaselineReference;
import dev.modelgate.events.Bound;
import dev.modelgate.events.BoundOperator;
import dev.modelgate.events.CheckResult;
import dev.modelgate.events.ChecksEvaluated;
import dev.modelgate.events.CommitInfo;
import dev.modelgate.events.ExperimentFinished;
import dev.modelgate.events.ExperimentQueued;
import dev.modelgate.events.ExperimentStarted;
import dev.modelgate.events.Outcome;
import dev.modelgate.events.PlannedExperiment;
import dev.modelgate.events.QueueSnapshot;
import dev.modelgate.events.RunFinished;
import dev.modelgate.events.Subject;
import dev.modelgate.events.Verdict;
import dev.modelgate.events.WaitingExperiment;
import dev.modelgate.events.WorkflowPlan;
import dev.modelgate.events.WorkflowPlanned;
import dev.modelgate.events.WorkflowState;
import dev.modelgate.events.wire.Topic;
import dev.modelgate.stream.Ids;
import dev.modelgate.testkit.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What the other services tell of one run of workflow "train", from its plan to its verdict. */
final class Told {

  static final String KEY = "json:metrics.json:/accuracy";

  final int number;
  final String sha;
  String branch = "main";
  @Nullable String ref;
  String subject = "train the baseline";
  String workflow = "train";
  String runner = "laptop";
  String value = "0.9760000001";
  Verdict verdict = Verdict.PASSED;
  Outcome outcome = Outcome.SUCCEEDED;
  @Nullable Integer exitCode = 0;
  String sentence = "passed: accuracy 0.976 is at least 0.90, first result";
  @Nullable BaselineReference baseline;
  Map<String, String> environment = Map.of("LEARNING_RATE", "0.05", "STEPS", "400");
  String projectId = Samples.PROJECT_ID;
  String repository = "/srv/git/penguins.git";
  List<String> notes = List.of();
  Instant at = Samples.AT;
  long logBytes = -1;

  /** Sequence of the commit on the branch. */
  long along;

  Told(int number, String sha) {
    this.number = number;
    this.along = number;
    this.sha = sha;
  }

  /** An event and the topic that it comes on. */
  record Heard(Topic topic, SpecificRecord event) {}

  String runId() {
    return Ids.derived("run", sha, workflow, "" + number);
  }

  String experimentId() {
    return Ids.derived(runId(), workflow);
  }

  String attemptId() {
    return Ids.derived(experimentId(), "1");
  }

  Told failedAgainst(Told other) {
    beside(other);
    verdict = Verdict.FAILED;
    value = "0.9480000002";
    sentence = "failed: accuracy 0.948 is 2.9 % worse than main (0.976), 1 % allowed";
    return this;
  }

  /** Stands beside a baseline, judged or not. */
  Told beside(Told other) {
    baseline =
        BaselineReference.newBuilder()
            .setValue(other.value)
            .setSha(other.sha)
            .setRunNumber(other.number)
            .setEntryId("entry")
            .setRef("refs/heads/main")
            .setBranch("main")
            .build();
    return this;
  }

  /** Says how long the log is. */
  Told finish(long bytes) {
    logBytes = bytes;
    return this;
  }

  Told exitedWith(int code) {
    exitCode = code;
    outcome = Outcome.FAILED;
    verdict = Verdict.FAILED;
    sentence = "failed: exit code " + code;
    return this;
  }

  /** Everything, in the order in which it happens. */
  List<Heard> all() {
    return List.of(
        new Heard(Topic.WORKFLOW_PLANS, planned()),
        new Heard(Topic.EXPERIMENTS, queued()),
        new Heard(Topic.EXPERIMENTS, started()),
        new Heard(Topic.EXPERIMENTS, finished()),
        new Heard(Topic.CHECK_RESULTS, evaluated()),
        new Heard(Topic.EXPERIMENTS, runFinished()),
        new Heard(Topic.CHECK_RESULTS, runEvaluated()));
  }

  WorkflowPlanned planned() {
    return Samples.workflowPlanned()
        .setEventId("planned-" + runId())
        .setOccurredAt(at)
        .setProjectId(projectId)
        .setRepository(repository)
        .setRef(ref())
        .setSha(sha)
        .setOnDefaultBranch(branch.equals("main"))
        .setCommit(
            CommitInfo.newBuilder()
                .setSubject(subject)
                .setAuthor("Ada Lovelace")
                .setTree(Samples.TREE)
                .setAuthoredAt(at)
                .build())
        .setWorkflows(
            List.of(
                WorkflowPlan.newBuilder()
                    .setWorkflow(workflow)
                    .setState(WorkflowState.PLANNED)
                    .setRunId(runId())
                    .setRunNumber(number)
                    .setExperiments(
                        List.of(
                            PlannedExperiment.newBuilder()
                                .setExperimentId(experimentId())
                                .setStep(workflow)
                                .setMachine("cpu")
                                .setChecks(List.of(Samples.check()))
                                .build()))
                    .build()))
        .build();
  }

  ExperimentQueued queued() {
    return Samples.experimentQueued()
        .setEventId("queued-" + runId())
        .setOccurredAt(at)
        .setProjectId(projectId)
        .setRepository(repository)
        .setRef(ref())
        .setSha(sha)
        .setRunId(runId())
        .setRunNumber(number)
        .setWorkflow(workflow)
        .setExperimentId(experimentId())
        .setStep(workflow)
        .build();
  }

  ExperimentStarted started() {
    return Samples.experimentStarted()
        .setEventId("started-" + runId())
        .setOccurredAt(at.plusSeconds(1))
        .setProjectId(projectId)
        .setRepository(repository)
        .setRef(ref())
        .setSha(sha)
        .setRunId(runId())
        .setRunNumber(number)
        .setWorkflow(workflow)
        .setExperimentId(experimentId())
        .setStep(workflow)
        .setAttemptId(attemptId())
        .setAttemptNumber(1)
        .setRunnerName(runner)
        .setStartedAt(at.plusSeconds(1))
        .build();
  }

  ExperimentFinished finished() {
    return Samples.experimentFinished()
        .setEventId("finished-" + runId())
        .setOccurredAt(at.plusSeconds(8))
        .setProjectId(projectId)
        .setRepository(repository)
        .setRef(ref())
        .setSha(sha)
        .setRunId(runId())
        .setRunNumber(number)
        .setWorkflow(workflow)
        .setExperimentId(experimentId())
        .setStep(workflow)
        .setOutcome(outcome)
        .setExitCode(exitCode)
        .setMetrics(outcome == Outcome.SUCCEEDED ? List.of(Samples.accuracy(value)) : List.of())
        .setEnvironment(environment)
        .setAttempts(
            List.of(
                AttemptSummary.newBuilder()
                    .setAttemptId(attemptId())
                    .setNumber(1)
                    .setToken(1)
                    .setRunnerName(runner)
                    .setOutcome(outcome)
                    .setExitCode(exitCode)
                    .setMessage(null)
                    .setStartedAt(at.plusSeconds(1))
                    .setFinishedAt(at.plusMillis(7_200))
                    .setLogBytes(logBytes)
                    .setNotes(notes)
                    .build()))
        .setStartedAt(at.plusSeconds(1))
        .setFinishedAt(at.plusMillis(7_200))
        .build();
  }

  ChecksEvaluated evaluated() {
    return evaluation()
        .setEventId("evaluated-" + runId())
        .setSubject(Subject.EXPERIMENT)
        .setExperimentId(experimentId())
        .setStep(workflow)
        .setOutcome(outcome)
        .setExitCode(exitCode)
        .build();
  }

  RunFinished runFinished() {
    return Samples.runFinished()
        .setEventId("run-finished-" + runId())
        .setOccurredAt(at.plusSeconds(9))
        .setProjectId(projectId)
        .setRepository(repository)
        .setRef(ref())
        .setSha(sha)
        .setRunId(runId())
        .setRunNumber(number)
        .setWorkflow(workflow)
        .build();
  }

  ChecksEvaluated runEvaluated() {
    return evaluation()
        .setEventId("run-evaluated-" + runId())
        .setSubject(Subject.RUN)
        .setExperimentId(null)
        .setStep(null)
        .setOutcome(null)
        .setExitCode(null)
        .build();
  }

  BaselinePromoted promoted() {
    return BaselinePromoted.newBuilder()
        .setEventId("promoted-" + runId())
        .setOccurredAt(at.plusSeconds(10))
        .setProjectId(projectId)
        .setProjectName("penguins")
        .setRepository(repository)
        .setRef(ref())
        .setSha(sha)
        .setRunId(runId())
        .setRunNumber(number)
        .setWorkflow(workflow)
        .setExperimentId(experimentId())
        .setStep(workflow)
        .setEntryId("entry")
        .setBranch("main")
        .setSequence(along)
        .build();
  }

  /** What the queue says of it, alone in its pool. */
  QueueSnapshot waiting(long epoch, String why) {
    return QueueSnapshot.newBuilder()
        .setEventId("queue-" + epoch)
        .setOccurredAt(at)
        .setPool("default")
        .setEpoch(epoch)
        .setWaiting(
            List.of(
                WaitingExperiment.newBuilder()
                    .setExperimentId(experimentId())
                    .setProjectId(projectId)
                    .setRunNumber(number)
                    .setWorkflow(workflow)
                    .setStep(workflow)
                    .setMachine("a100")
                    .setPosition(2)
                    .setQueuedAt(at)
                    .setReason("no-such-machine")
                    .setSentence(why)
                    .build()))
        .setWaitingCount(1)
        .setOffers(List.of("cpu"))
        .build();
  }

  private ChecksEvaluated.Builder evaluation() {
    return Samples.experimentPassed()
        .setOccurredAt(at.plusSeconds(9))
        .setProjectId(projectId)
        .setRepository(repository)
        .setRef(ref())
        .setSha(sha)
        .setRunId(runId())
        .setRunNumber(number)
        .setWorkflow(workflow)
        .setVerdict(verdict)
        .setReason("bounds")
        .setSentence(sentence)
        .setChecks(List.of(check()));
  }

  private CheckResult check() {
    boolean judged = outcome == Outcome.SUCCEEDED;
    return CheckResult.newBuilder()
        .setKey(KEY)
        .setValue(judged ? value : null)
        .setVerdict(judged ? verdict : Verdict.SKIPPED)
        .setBounds(
            List.of(
                Bound.newBuilder().setOperator(BoundOperator.AT_LEAST).setValue("0.90").build()))
        .setBoundsMet(judged ? true : null)
        .setComparison(Samples.check().getComparison())
        .setBaseline(baseline)
        .setComparisonMet(baseline == null || !judged ? null : verdict == Verdict.PASSED)
        .setReason(judged ? "met" : "not-judged")
        .setSentence(judged ? sentence : "skipped: not judged, because the job did not succeed")
        .build();
  }

  private String ref() {
    return ref == null ? "refs/heads/" + branch : ref;
  }
}
