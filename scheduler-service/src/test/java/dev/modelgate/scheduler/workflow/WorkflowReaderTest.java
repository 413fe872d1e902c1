package dev.modelgate.scheduler.workflow;

import static dev.modelgate.scheduler.workflow.Reading.invalid;
import static dev.modelgate.scheduler.workflow.Reading.read;
import static dev.modelgate.scheduler.workflow.Reading.unreadable;
import static dev.modelgate.scheduler.workflow.Reading.valid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.scheduler.yaml.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a workflow file. */
class WorkflowReaderTest {

  @Test
  void readsTheShortestUsefulFile() {
    Workflow workflow =
        valid(
            """
            version: 3
            workflows:
              train:
                run: python train.py
                checks:
                  json:metrics.json:/accuracy:
                    at-least: 0.90
                    compare: {to: baseline, better: higher}
            """);

    assertThat(workflow.name()).isEqualTo("train");
    assertThat(workflow.triggers()).isEqualTo(Triggers.UNSTATED);
    assertThat(workflow.steps().getFirst())
        .isEqualTo(
            new Step(
                "train",
                "python train.py",
                Map.of(),
                null,
                Surroundings.UNSTATED,
                List.of(
                    new Check(
                        "json:metrics.json:/accuracy",
                        new MetricSource("json", "", "metrics.json", "/accuracy", null),
                        List.of(new Bound(Bound.Operator.AT_LEAST, "0.90")),
                        new Comparison(Comparison.Better.HIGHER, "0", false),
                        Judging.RAW,
                        6))));
  }

  @Test
  void readsEveryKeyOfThisVersion() {
    Workflow workflow =
        valid(
            """
            version: "3"
            workflows:
              Train-2.x:
                triggers: {push: {branches: [main, 'release/.*']}}
                machine: GPU+
                env: {EPOCHS: 20}
                run: |
                  pip install -r requirements.txt
                  python train.py
                checks:
                  json:out/m.json:/loss/val~1final:
                    above: 0
                    below: 3.5e-1
                    compare: {to: baseline, better: lower, tolerance: 1.5 %}
            """);

    assertThat(workflow.steps().getFirst().machine()).isEqualTo("GPU+");
    assertThat(workflow.steps().getFirst().run())
        .isEqualTo("pip install -r requirements.txt\npython train.py\n");
    assertThat(branches(workflow))
        .extracting(RefPattern::toString)
        .containsExactly("main", "release/.*");
    Check check = workflow.steps().getFirst().checks().getFirst();
    assertThat(check.metric().pointer()).isEqualTo("/loss/val~1final");
    assertThat(check.bounds())
        .containsExactly(
            new Bound(Bound.Operator.ABOVE, "0"), new Bound(Bound.Operator.BELOW, "3.5e-1"));
    assertThat(check.comparison())
        .isEqualTo(new Comparison(Comparison.Better.LOWER, "0.015", true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1.0        | 1.0
          012        | 012
          1:30       | 1:30
          on         | on
          No         | No
          1e3        | 1e3
          0x1F       | 0x1F
          2026-01-02 | 2026-01-02
          1_000      | 1_000
          '"null"'   | null
          '"~"'      | ~
          .inf       | .inf
          a b  c     | a b  c
          '"tab\\there"' | 'tab	here'
          """)
  void passesValuesOfEnvOnAsTheyAreWritten(String written, String value) {
    Workflow workflow = valid(flat("run: x", "env: {LR: " + written + "}"));

    assertThat(workflow.steps().getFirst().env()).containsEntry("LR", value);
  }

  @ParameterizedTest
  @CsvSource({
    "1%, 0.01, true",
    "3 %, 0.03, true",
    "0.01, 0.01, false",
    "0, 0, false",
    "0%, 0, true",
    "100%, 1, true",
    "1e-2, 0.01, false"
  })
  void readsATolerance(String written, String number, boolean relative) {
    Workflow workflow =
        valid(
            flat(
                "run: x",
                "checks: {'json:m.json:/a': {compare: {to: baseline, better: higher, tolerance: "
                    + written
                    + "}}}"));

    assertThat(workflow.steps().getFirst().checks().getFirst().comparison())
        .isEqualTo(new Comparison(Comparison.Better.HIGHER, number, relative));
  }

  @ParameterizedTest
  @ValueSource(strings = {"push:", "push: {}", "push: null"})
  void takesAPushTriggerWithoutBranchesAsEveryBranch(String push) {
    Workflow workflow = valid(flat("run: x", "triggers: {" + push + "}"));

    assertThat(branches(workflow)).isEmpty();
  }

  @Test
  void doesNotHideAWorkflowBehindAnInvalidOne() {
    ReadResult.Read read =
        (ReadResult.Read)
            read(
                """
                version: 3
                workflows:
                  bad: {rnu: x}
                  good: {run: x}
                """);

    assertThat(read.file().workflows())
        .extracting(WorkflowEntry::name)
        .containsExactly("bad", "good");
    assertThat(read.file().workflows().get(0)).isInstanceOf(WorkflowEntry.Invalid.class);
    assertThat(read.file().workflows().get(1)).isInstanceOf(WorkflowEntry.Valid.class);
  }

  @Test
  void tellsAllProblemsOfAFileAtOnceInTheirOrder() {
    List<Problem> problems =
        unreadable(
            """
            version: 3
            defaults: {machine: a100}
            workflows:
              a: {}
              b: {run: x, mashine: y}
            """);

    assertThat(problems).extracting(Problem::line).containsExactly(2, 4, 5);
  }

  @Test
  void readsCarriageReturnsAndAByteOrderMark() {
    Workflow workflow =
        valid("\uFEFFversion: 3\r\nworkflows:\r\n  t:\r\n    run: |\r\n      a\r\n      b\r\n");

    assertThat(workflow.steps().getFirst().run()).isEqualTo("a\nb\n");
  }

  @Test
  void resolvesAliasesWithinTheLimits() {
    Workflow workflow =
        valid(
            """
            version: 3
            workflows:
              t:
                run: &cmd python train.py
                env: {AGAIN: *cmd}
            """);

    assertThat(workflow.steps().getFirst().env()).containsEntry("AGAIN", "python train.py");
  }

  @Test
  void refusesWorkflowsThatDifferOnlyByCase() {
    assertThat(invalid("version: 3\nworkflows:\n  Train: {run: x}\n  train: {run: y}\n"))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("stands in line 3 too"));
  }

  @Test
  void keepsTheListOfProblemsBounded() {
    StringBuilder file = new StringBuilder("version: 3\nworkflows:\n");
    for (int i = 0; i < 100; i++) {
      file.append("  w").append(i).append(": {a: 1, b: 2, c: 3, d: 4, ee: 5}\n");
    }

    ReadResult.Read read = (ReadResult.Read) read(file.toString());

    assertThat(read.file().workflows())
        .hasSize(100)
        .allSatisfy(entry -> assertThat(((WorkflowEntry.Invalid) entry).problems()).isNotEmpty());
    assertThat(
            read.file().workflows().stream()
                .mapToInt(entry -> ((WorkflowEntry.Invalid) entry).problems().size())
                .sum())
        .isLessThanOrEqualTo(WorkflowEntries.MAX_PROBLEMS + WorkflowEntries.MAX_WORKFLOWS);
  }

  @Test
  void passesAnEmptyValueOfEnvOn() {
    assertThat(valid(flat("run: x", "env: {A: '', B: \"\"}")).steps().getFirst().env())
        .containsEntry("A", "")
        .containsEntry("B", "");
  }

  private static List<RefPattern> branches(Workflow workflow) {
    return workflow.triggers().branches() instanceof RefFilter.Only only
        ? only.patterns()
        : List.of();
  }

  static String flat(String... lines) {
    return "version: 3\nworkflows:\n  t:\n    " + String.join("\n    ", lines) + "\n";
  }
}
