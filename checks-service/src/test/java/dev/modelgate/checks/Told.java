package dev.modelgate.checks;

import dev.modelgate.events.Bound;
import dev.modelgate.events.BoundOperator;
import dev.modelgate.events.BranchAdvanced;
import dev.modelgate.events.BranchCommit;
import dev.modelgate.events.CheckDefinition;
import dev.modelgate.events.ExperimentConclusion;
import dev.modelgate.events.ExperimentFinished;
import dev.modelgate.events.Outcome;
import dev.modelgate.events.Rounding;
import dev.modelgate.events.RunFinished;
import dev.modelgate.events.RunReference;
import dev.modelgate.events.Verdict;
import dev.modelgate.events.WorkflowState;
import dev.modelgate.testkit.Samples;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the scheduler tells of the runs of one project. */
record Told(String project) {

  static final String TAG = "tensorflow:accuracy";

  /** A check of version 2 of the workflow file, left out of comments. */
  static CheckDefinition version2(String aggregate) {
    return CheckDefinition.newBuilder()
        .setKey(TAG)
        .setSource("tensorflow")
        .setMetric("accuracy")
        .setAggregate(aggregate)
        .setBounds(List.of(bound(BoundOperator.ABOVE, "0.90"), bound(BoundOperator.BELOW, "0.99")))
        .setTarget("0.90..0.99")
        .setRounding(Rounding.newBuilder().setUp(false).setPrecision(2).build())
        .setIfNotFound(Verdict.FAILED)
        .setInComment(false)
        .setLine(14)
        .build();
  }

  private static Bound bound(BoundOperator operator, String value) {
    return Bound.newBuilder().setOperator(operator).setValue(value).build();
  }

  /** A run that succeeded; null as accuracy: it wrote none. */
  ExperimentFinished.Builder finished(int run, String sha, @Nullable String accuracy) {
    return Samples.experimentFinished()
        .setEventId(project + "-finished-" + run)
        .setProjectId(project)
        .setRunId(project + "-run-" + run)
        .setRunNumber(run)
        .setExperimentId(experiment(run))
        .setSha(sha)
        .setSequence(run * 10L)
        .setMetrics(accuracy == null ? List.of() : List.of(Samples.accuracy(accuracy)));
  }

  ExperimentFinished.Builder onBranch(int run, String sha, String accuracy) {
    return finished(run, sha, accuracy).setRef("refs/heads/bigger-steps").setOnDefaultBranch(false);
  }

  BranchAdvanced advanced(long sequence, String... shas) {
    return Samples.branchAdvanced()
        .setEventId(project + "-advanced-" + sequence)
        .setProjectId(project)
        .setSequence(sequence)
        .setAfter(shas[shas.length - 1])
        .setCommits(
            Arrays.stream(shas)
                .map(sha -> BranchCommit.newBuilder().setSha(sha).setTree("tree-" + sha).build())
                .toList())
        .build();
  }

  RunFinished runFinished(int run, String sha, Verdict verdict) {
    return Samples.runFinished()
        .setEventId(project + "-run-finished-" + run)
        .setProjectId(project)
        .setRunId(project + "-run-" + run)
        .setRunNumber(run)
        .setSha(sha)
        .setExperiments(
            List.of(
                ExperimentConclusion.newBuilder()
                    .setExperimentId(experiment(run))
                    .setStep("train")
                    .setOutcome(Outcome.SUCCEEDED)
                    .setVerdict(verdict)
                    .build()))
        .setWorkflows(
            List.of(
                RunReference.newBuilder()
                    .setWorkflow("train")
                    .setRunId(project + "-run-" + run)
                    .setRunNumber(run)
                    .setState(WorkflowState.PLANNED)
                    .build(),
                RunReference.newBuilder()
                    .setWorkflow("nightly")
                    .setRunId(null)
                    .setRunNumber(null)
                    .setState(WorkflowState.NOT_MATCHED)
                    .build()))
        .build();
  }

  String experiment(int run) {
    return project + "-experiment-" + run;
  }
}
