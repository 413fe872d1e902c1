package dev.modelgate.scheduler.gradient;

import static dev.modelgate.scheduler.gradient.Reading.problems;
import static dev.modelgate.scheduler.gradient.Reading.read;
import static dev.modelgate.scheduler.gradient.Reading.step;
import static dev.modelgate.scheduler.gradient.Reading.valid;
import static dev.modelgate.scheduler.gradient.Reading.withChecks;
import static dev.modelgate.scheduler.gradient.Reading.withParams;
import static dev.modelgate.scheduler.gradient.Reading.withTriggers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.modelgate.scheduler.workflow.Bound;
import dev.modelgate.scheduler.workflow.Check;
import dev.modelgate.scheduler.workflow.Judging;
import dev.modelgate.scheduler.workflow.MetricSource;
import dev.modelgate.scheduler.workflow.ReadResult;
import dev.modelgate.scheduler.workflow.RefFilter;
import dev.modelgate.scheduler.workflow.RefPattern;
import dev.modelgate.scheduler.workflow.Rounding;
import dev.modelgate.scheduler.workflow.Step;
import dev.modelgate.scheduler.workflow.Surroundings;
import dev.modelgate.scheduler.workflow.Triggers;
import dev.modelgate.scheduler.workflow.Workflow;
import dev.modelgate.scheduler.workflow.WorkflowEntry;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of a file of version 2. */
class GradientReaderTest {

  @Test
  void takesNamesAsLongAsAStatusCanShow() {
    String name = "x".repeat(62);
    ReadResult result =
        read(
            """
            version: 2
            workflows:
              AAA: &train
                steps: [{name: AAA, command: experiment.run_single_node, params: {command: x}}]
              AAB: *train
            """
                .replace("AA", name));

    assertThat(((ReadResult.Read) result).file().workflows())
        .extracting(WorkflowEntry::name)
        .containsExactly(name + "A", name + "B");
    assertThat(problems(result)).isEmpty();
  }

  @Test
  void readsAStepWithAllThatItStates() {
    Workflow workflow =
        valid(
            read(
                """
                version: 2
                workflows:
                  nightly training:
                    steps:
                      -
                        name: "train once"
                        command: experiment.run_single_node
                        params:
                          command: python mnist.py && echo done
                          container: tensorflow/tensorflow:1.13.1-gpu-py3
                          experimentEnv: {EPOCHS: 5, LR: 1.0, SHUFFLE: True}
                          machineType: GPU+
                          workingDirectory: src
                          artifactDirectory: /artifacts
                          modelPath: /artifacts/model
                          modelType: Tensorflow
                        checks: #[optional]
                          tensorflow:loss:
                            target: "0.0..0.5"
                            aggregate: "mean"
                          defaults: #[optional]
                            precision: 3
                    triggers:
                      branches:
                        ignore: irrelevant-branch
                      tags:
                        only:
                          - v.*
                          - latest
                """));

    assertThat(workflow.name()).isEqualTo("nightly training");
    assertThat(workflow.steps())
        .containsExactly(
            new Step(
                "train once",
                "python mnist.py && echo done",
                Map.of("EPOCHS", "5", "LR", "1.0", "SHUFFLE", "True"),
                "GPU+",
                new Surroundings(
                    "tensorflow/tensorflow:1.13.1-gpu-py3",
                    "src",
                    "/artifacts",
                    "/artifacts/model",
                    "Tensorflow"),
                List.of(
                    new Check(
                        "tensorflow:loss",
                        new MetricSource("tensorflow", "loss", "", "", "mean"),
                        List.of(
                            new Bound(Bound.Operator.ABOVE, "0.0"),
                            new Bound(Bound.Operator.BELOW, "0.5")),
                        null,
                        new Judging("0.0..0.5", new Rounding(false, 3), false, false, true),
                        18))));
    assertThat(patterns(workflow.triggers().tags())).containsExactly("only", "v.*", "latest");
    assertThat(patterns(workflow.triggers().branches()))
        .containsExactly("ignore", "irrelevant-branch");
  }

  @Test
  void readsStepsInTheirOrder() {
    Workflow workflow =
        valid(
            read(
                """
                version: 2
                workflows:
                  train:
                    steps:
                      - {name: prepare, command: experiment.run_single_node, params: {command: a}}
                      - {name: train, command: experiment.run_single_node, params: {command: b}}
                """));

    assertThat(workflow.steps()).extracting(Step::name).containsExactly("prepare", "train");
    assertThat(workflow.steps()).extracting(Step::run).containsExactly("a", "b");
  }

  @Test
  void readsParametersOfAnotherFile() {
    String text =
        """
        version: 2
        workflows:
          train:
            steps:
              - name: train
                command: experiment.run_single_node
                paramsFile: ./.ps_project/train.yml
        """;

    assertThat(GradientReader.paramsFiles(Reading.PATH, Reading.bytes(text)))
        .containsExactly(".ps_project/train.yml");
    assertThat(step(text, ".ps_project/train.yml", "command: python train.py\n").run())
        .isEqualTo("python train.py");
    assertThat(problems(read(text)))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .isEqualTo(
                        "Expected the file .ps_project/train.yml in the commit, but there is"
                            + " none."));
    assertThat(problems(read(text, ".ps_project/train.yml", "\n\ncommand: [a]\n")))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo(".ps_project/train.yml");
              assertThat(problem.line()).isEqualTo(3);
            });
  }

  @Test
  void readsEnvironmentThatIsJsonText() {
    Step step = step(withParams("command: x", "experimentEnv: '{\"LR\": 1.0, \"NAME\": \"a b\"}'"));

    assertThat(step.env()).containsExactly(entry("LR", "1.0"), entry("NAME", "a b"));
  }

  @ParameterizedTest
  @CsvSource({
    "0.5,        above 0.5,   ",
    "0.5..,      above 0.5,   ",
    "..0.025,    ,            below 0.025",
    "0.988..1.2, above 0.988, below 1.2",
    "-1..-.5,    above -1,    below -.5",
    "1e-3..1E3,  above 1e-3,  below 1E3",
    "'\"0 .. 1\"', above 0,     below 1",
  })
  void readsRanges(String target, String lower, String upper) {
    Check check = check("tensorflow:x: {aggregate: max, target: " + target + "}");

    assertThat(check.bounds().stream().map(b -> b.operator().key() + " " + b.value()))
        .containsExactlyElementsOf(Stream.of(lower, upper).filter(side -> side != null).toList());
  }

  @Test
  void readsTheOptionsOfAChecksAndTheirDefaults() {
    String[] lines = {
      "custom:loss: {target: ..1, aggregate: /mean/0, round: down, comment-on-pr: false}",
      "tensorflow:validation/loss: {target: ..2}",
      "defaults: {round: up, precision: 0, only-prs: true, if-not-found: success, aggregation: p95}"
    };
    List<Check> checks = step(withChecks(lines)).checks();

    assertThat(checks.getFirst().metric())
        .isEqualTo(new MetricSource("custom", "loss", "", "/mean/0", null));
    assertThat(checks.getFirst().judging())
        .isEqualTo(new Judging("..1", new Rounding(false, 0), true, true, false));
    assertThat(checks.getLast().metric())
        .isEqualTo(new MetricSource("tensorflow", "validation/loss", "", "", "p95"));
    assertThat(checks.getLast().judging())
        .isEqualTo(new Judging("..2", new Rounding(true, 0), true, true, true));
    assertThat(problems(read(withChecks(lines))))
        .extracting(problem -> problem.severity() + " " + problem.message())
        .containsExactlyInAnyOrder(
            "NOTE \"aggregation\" is the older name of \"aggregate\".",
            "NOTE \"only-prs\" is the older name of \"only-pulls\".");
  }

  @Test
  void buildsNoTagsWithoutATagFilterAndEveryBranchWithoutABranchFilter() {
    assertThat(step(withParams("command: x")).name()).isEqualTo("train");
    assertThat(valid(read(withParams("command: x"))).triggers()).isEqualTo(Triggers.UNSTATED);
    Triggers triggers = valid(read(withTriggers("tags: {only: v.*}"))).triggers();
    assertThat(triggers.branches()).isEqualTo(new RefFilter.All());
    assertThat(patterns(triggers.tags())).containsExactly("only", "v.*");
  }

  @Test
  void readsCarriageReturnsAndAFileWithoutAFinalNewline() {
    String text = withParams("command: x").replace("\n", "\r\n").strip();

    assertThat(step(text).run()).isEqualTo("x");
  }

  private static Check check(String line) {
    return step(withChecks(line)).checks().getFirst();
  }

  private static List<String> patterns(RefFilter filter) {
    return switch (filter) {
      case RefFilter.All() -> List.of("all");
      case RefFilter.None() -> List.of("none");
      case RefFilter.Only(List<RefPattern> patterns) -> named("only", patterns);
      case RefFilter.Ignore(List<RefPattern> patterns) -> named("ignore", patterns);
    };
  }

  private static List<String> named(String kind, List<RefPattern> patterns) {
    return Stream.concat(Stream.of(kind), patterns.stream().map(RefPattern::toString)).toList();
  }
}
