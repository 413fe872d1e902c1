package dev.modelgate.scheduler.gradient;

import static dev.modelgate.scheduler.gradient.Reading.problems;
import static dev.modelgate.scheduler.gradient.Reading.read;
import static dev.modelgate.scheduler.gradient.Reading.step;
import static dev.modelgate.scheduler.gradient.Reading.valid;
import static dev.modelgate.scheduler.gradient.Reading.withParams;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.scheduler.workflow.Triggers;
import dev.modelgate.scheduler.workflow.Workflow;
import dev.modelgate.scheduler.yaml.Problem;
import dev.modelgate.scheduler.yaml.Problem.Severity;
import org.junit.jupiter.api.Test;

/** Forms that people really commit, and the one reading that they have. */
class MisplacedTest {

  /** The template of GradientCI's own documentation has this form; it is no YAML. */
  @Test
  void namesTheLinesAndTheColumnsToMoveWhereTheTemplateIsNoYaml() {
    String text =
        """
        version: 2
        workflows:
          first:
            steps:
              -
                name: "a"
                command: experiment.run_single_node
                params: {command: x}
              triggers:
                branches:
                  # all but one

                  ignore: wip

          second:
            steps:
              - name: b
                command: experiment.run_single_node
                params: {command: y}
              checks:
                custom:loss: {target: ..1, aggregate: /loss}
        """;

    assertThat(problems(read(text)))
        .containsExactly(
            new Problem(
                Reading.PATH,
                9,
                7,
                Severity.ERROR,
                "\"triggers:\" stands in column 7, where the step's dash stands, so that this is no"
                    + " YAML. Move lines 9 to 13 2 columns to the left, to column 5, the column of"
                    + " \"steps:\"."),
            new Problem(
                Reading.PATH,
                20,
                7,
                Severity.ERROR,
                "\"checks:\" stands in column 7, where the step's dash stands, so that this is no"
                    + " YAML. Move lines 20 to 21 2 columns to the left, to column 5, the column of"
                    + " \"steps:\"."));
  }

  @Test
  void doesNotGuessWhereMoreIsWrong() {
    String text =
        """
        version: 2
        workflows:
          first:
            steps:
              - name: a
              triggers: {}
          second: [
        """;

    assertThat(problems(read(text)))
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .doesNotContain("Move");
  }

  @Test
  void obeysTriggersInsideTheOneStep() {
    Workflow workflow =
        valid(read(withParams("command: x") + "        triggers: {tags: {only: v.*}}\n"));

    assertThat(workflow.triggers()).isNotEqualTo(Triggers.UNSTATED);
    assertWarns(
        withParams("command: x") + "        triggers: {tags: {only: v.*}}\n",
        "9:9",
        "they stand inside the step; read as the workflow's");
  }

  @Test
  void obeysTriggersWhoseChildrenStandBesideThem() {
    String text = withParams("command: x") + "    triggers:\n    branches:\n      only: main\n";

    assertThat(valid(read(text)).triggers()).isNotEqualTo(Triggers.UNSTATED);
    assertWarns(text, "10:5", "one level below \"triggers\"");
  }

  @Test
  void obeysChecksUnderTheWorkflowOfOneStep() {
    String text =
        withParams("command: x") + "    checks: {custom:loss: {target: ..1, aggregate: /loss}}\n";

    assertThat(step(text).checks()).hasSize(1);
    assertWarns(text, "9:5", "they stand below the workflow; read as the step's");
  }

  @Test
  void obeysChecksInsideTheParameters() {
    String text = withParams("command: x", "checks: {custom:loss: {target: ..1, aggregate: /a}}");

    assertThat(step(text).checks()).hasSize(1);
    assertWarns(text, "9:11", "Expected \"checks\" beside \"params\"");
  }

  @Test
  void asksWhoseChecksTheyAreWhereThereAreTwoSteps() {
    String text =
        """
        version: 2
        workflows:
          train:
            steps:
              - {name: a, command: experiment.run_single_node, params: {command: x}}
              - {name: b, command: experiment.run_single_node, params: {command: x}}
            checks: {custom:loss: {target: ..1, aggregate: /a}}
        """;

    assertThat(problems(read(text)))
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .contains("whose are they?");
  }

  @Test
  void obeysParametersBesideTheParameters() {
    String text =
        withParams("command: x") + "        modelType: Custom\n        modelPath: model\n";

    assertThat(step(text).surroundings().modelPath()).isEqualTo("model");
    assertWarns(text, "9:9", "Expected \"modelType\" below \"params\", but it stands beside");
  }

  @Test
  void obeysStepsThatAreNoList() {
    String one =
        """
        version: 2
        workflows:
          train:
            steps:
              name: a
              command: experiment.run_single_node
              params: {command: x}
        """;
    String named =
        """
        version: 2
        workflows:
          train:
            steps:
              a: {command: experiment.run_single_node, params: {command: x}}
        """;

    assertThat(step(one).name()).isEqualTo("a");
    assertThat(step(named).name()).isEqualTo("a");
    assertWarns(one, "5:7", "write \"-\" before it");
    assertWarns(named, "5:7", "read as their names");
  }

  @Test
  void obeysAVersionThatIsMissingOrOldAboveWorkflows() {
    String two = withParams("command: x");

    assertThat(step(two.replace("version: 2\n", "")).run()).isEqualTo("x");
    assertWarns(two.replace("version: 2", "version: 1"), "1:10", "read as version 2");
  }

  @Test
  void namesAStepWithoutAName() {
    String text = withParams("command: x").replace("- name: train\n        command", "- command");

    assertThat(step(text).name()).isEqualTo("train");
    assertWarns(text, "5:9", "named \"train\"");
  }

  private static void assertWarns(String text, String place, String message) {
    assertThat(problems(read(text)))
        .allSatisfy(problem -> assertThat(problem.severity()).isEqualTo(Severity.WARNING))
        .anySatisfy(
            problem -> {
              assertThat(problem.message()).contains(message);
              assertThat(problem.line() + ":" + problem.column()).isEqualTo(place);
            });
  }
}
