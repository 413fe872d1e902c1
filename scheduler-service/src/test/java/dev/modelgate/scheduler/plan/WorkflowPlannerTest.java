package dev.modelgate.scheduler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.scheduler.trigger.BuildBranches;
import dev.modelgate.scheduler.trigger.RefKind;
import dev.modelgate.scheduler.workflow.RepositoryFile;
import dev.modelgate.scheduler.yaml.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a pushed ref and a workflow file to a plan. */
class WorkflowPlannerTest {

  private static final String TRAIN = "version: 3\nworkflows:\n  train: {run: python train.py}\n";

  @Test
  void plansAWorkflowWithoutTriggersForEveryBranchThatTheProjectBuilds() {
    Plan plan = plan("refs/heads/bigger-steps", TRAIN);

    assertThat(plan).isInstanceOf(Plan.Planned.class);
    Plan.Planned planned = (Plan.Planned) plan;
    assertThat(planned.workflowFile()).isEqualTo(".modelgate/config.yaml");
    assertThat(planned.workflows())
        .singleElement()
        .isInstanceOfSatisfying(
            WorkflowPlan.Planned.class,
            workflow ->
                assertThat(workflow.workflow().steps().getFirst().run())
                    .isEqualTo("python train.py"));
  }

  @Test
  void listsEveryWorkflowOfTheFile() {
    Plan.Planned plan =
        (Plan.Planned)
            plan(
                "refs/heads/dev",
                """
                version: 3
                workflows:
                  smoke: {run: x, triggers: {push: {branches: dev}}}
                  train: {run: x, triggers: {push: {branches: [main, 'v.*']}}}
                  broken: {rnu: x}
                """);

    assertThat(plan.workflows())
        .extracting(WorkflowPlan::name)
        .containsExactly("smoke", "train", "broken");
    assertThat(plan.workflows().get(0)).isInstanceOf(WorkflowPlan.Planned.class);
    assertThat(plan.workflows().get(1))
        .isEqualTo(
            new WorkflowPlan.NotMatched("train", "it runs for pushes to main, v.*, not to dev"));
    assertThat(plan.workflows().get(2)).isInstanceOf(WorkflowPlan.Invalid.class);
  }

  @Test
  void declinesWhereNoWorkflowMatches() {
    Plan.Declined plan =
        declined(
            "refs/heads/dev",
            "version: 3\nworkflows:\n  t: {run: x, triggers: {push: {branches: main}}}\n");

    assertThat(plan.reason()).isEqualTo(Plan.Reason.NOT_MATCHED);
    assertThat(plan.sentence())
        .isEqualTo("Workflow t does not run: it runs for pushes to main, not to dev.");
    assertThat(plan.workflows()).hasSize(1);
  }

  @Test
  void declinesAFileWithErrorsAndNamesTheFirst() {
    Plan.Declined plan =
        declined("refs/heads/main", "version: 3\nworkflows:\n  t: {run: x, mashine: y}\n");

    assertThat(plan.reason()).isEqualTo(Plan.Reason.INVALID);
    assertThat(plan.sentence())
        .startsWith(
            "Workflow t is invalid: .modelgate/config.yaml:3: Unknown key \"mashine\", did you mean"
                + " \"machine\"?");
    assertThat(plan.workflows().getFirst()).isInstanceOf(WorkflowPlan.Invalid.class);
  }

  @Test
  void declinesAFileThatIsNoYaml() {
    Plan.Declined plan = declined("refs/heads/main", "version: 3\nworkflows:\n\tt: x\n");

    assertThat(plan.reason()).isEqualTo(Plan.Reason.INVALID);
    assertThat(plan.problems()).extracting(Problem::line).containsExactly(3);
    assertThat(plan.sentence())
        .isEqualTo(".modelgate/config.yaml:3: Expected spaces as indentation, but here is a tab.");
  }

  @Test
  void declinesACommitWithoutAWorkflowFile() {
    Plan.Declined plan =
        (Plan.Declined)
            WorkflowPlanner.plan(
                request("refs/heads/main", RefKind.BRANCH, new RepositoryFile.Missing()));

    assertThat(plan.reason()).isEqualTo(Plan.Reason.NO_WORKFLOW_FILE);
    assertThat(plan.workflowFile()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    ".ps_project/config.yaml, not supported by this version yet",
    ".ps_project/config.yml, not supported by this version yet",
    ".modelgate/config.yml, move it to .modelgate/config.yaml"
  })
  void saysSoWhereTheOnlyFileHasAnotherForm(String other, String message) {
    Plan.Declined plan =
        (Plan.Declined)
            WorkflowPlanner.plan(
                new PlanRequest(
                    "refs/heads/main",
                    RefKind.BRANCH,
                    false,
                    BuildBranches.ALL,
                    "main",
                    true,
                    Map.of(other, found("version: 1\n"))));

    assertThat(plan.reason()).isEqualTo(Plan.Reason.INVALID);
    assertThat(plan.problems().getFirst().path()).isEqualTo(other);
    assertThat(plan.problems().getFirst().message()).contains(message);
  }

  @Test
  void warnsOfAFileThatIsNotReadBecauseOfTheOther() {
    Plan.Planned plan =
        (Plan.Planned)
            WorkflowPlanner.plan(
                new PlanRequest(
                    "refs/heads/main",
                    RefKind.BRANCH,
                    false,
                    BuildBranches.ALL,
                    "main",
                    true,
                    Map.of(
                        WorkflowFiles.OURS,
                        found(TRAIN),
                        ".ps_project/config.yaml",
                        found("version: 2\n"))));

    assertThat(plan.problems())
        .containsExactly(
            Problem.ofFile(
                ".ps_project/config.yaml",
                "This file is not read, because .modelgate/config.yaml exists."));
  }

  @Test
  void declinesSomethingThatIsNoFile() {
    Plan.Declined plan =
        (Plan.Declined)
            WorkflowPlanner.plan(
                request(
                    "refs/heads/main",
                    RefKind.BRANCH,
                    new RepositoryFile.Unusable("a symbolic link")));

    assertThat(plan.reason()).isEqualTo(Plan.Reason.INVALID);
    assertThat(plan.sentence())
        .isEqualTo(
            ".modelgate/config.yaml: Expected .modelgate/config.yaml to be a file, but it is a symbolic link.");
  }

  @ParameterizedTest
  @CsvSource({
    "ALL,     BRANCH, false, true",
    "ALL,     BRANCH, true,  true",
    "DEFAULT, BRANCH, true,  true",
    "DEFAULT, BRANCH, false, false",
    "DEFAULT, TAG,    false, false",
    "NONE,    BRANCH, true,  false",
    "NONE,    TAG,    false, false",
  })
  void asksTheProjectsSettingFirst(
      BuildBranches setting, RefKind kind, boolean onDefaultBranch, boolean planned) {
    Plan plan =
        WorkflowPlanner.plan(
            new PlanRequest(
                kind == RefKind.TAG ? "refs/tags/v1" : "refs/heads/x",
                kind,
                false,
                setting,
                "main",
                onDefaultBranch,
                Map.of(WorkflowFiles.OURS, found(TRAIN))));

    if (planned) {
      assertThat(plan).isInstanceOf(Plan.Planned.class);
    } else {
      assertThat(((Plan.Declined) plan).reason()).isEqualTo(Plan.Reason.NOT_BUILT);
    }
  }

  @Test
  void runsNothingForATag() {
    Plan.Declined plan =
        (Plan.Declined) WorkflowPlanner.plan(request("refs/tags/v1", RefKind.TAG, found(TRAIN)));

    assertThat(plan.reason()).isEqualTo(Plan.Reason.NOT_MATCHED);
  }

  @Test
  void runsNothingForADeletedRef() {
    Plan.Declined plan =
        (Plan.Declined)
            WorkflowPlanner.plan(
                new PlanRequest(
                    "refs/heads/x",
                    RefKind.BRANCH,
                    true,
                    BuildBranches.ALL,
                    "main",
                    false,
                    Map.of()));

    assertThat(plan.reason()).isEqualTo(Plan.Reason.REF_DELETED);
  }

  @Property
  void neverThrowsAndSpeaksInOneLine(
      @ForAll String ref,
      @ForAll String file,
      @ForAll boolean ours,
      @ForAll RefKind kind,
      @ForAll BuildBranches setting) {
    Plan plan =
        WorkflowPlanner.plan(
            new PlanRequest(
                ref,
                kind,
                false,
                setting,
                ref,
                false,
                Map.of(ours ? WorkflowFiles.OURS : ".ps_project/config.yaml", found(file))));

    if (plan instanceof Plan.Declined declined) {
      assertThat(declined.sentence()).isNotBlank().doesNotContain("\n").hasSizeLessThan(700);
    }
  }

  private static Plan plan(String ref, String file) {
    return WorkflowPlanner.plan(request(ref, RefKind.BRANCH, found(file)));
  }

  private static Plan.Declined declined(String ref, String file) {
    return (Plan.Declined) plan(ref, file);
  }

  private static RepositoryFile found(String file) {
    return new RepositoryFile.Found(file.getBytes(StandardCharsets.UTF_8));
  }

  private static PlanRequest request(String ref, RefKind kind, RepositoryFile file) {
    return new PlanRequest(
        ref,
        kind,
        false,
        BuildBranches.ALL,
        "main",
        ref.equals("refs/heads/main"),
        Map.of(WorkflowFiles.OURS, file));
  }
}
