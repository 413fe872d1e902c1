package dev.modelgate.scheduler.workflow;

import static dev.modelgate.scheduler.workflow.Reading.invalid;
import static dev.modelgate.scheduler.workflow.Reading.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.scheduler.yaml.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a workflow that cannot run: the place, what was expected, the nearest form. */
class WorkflowProblemsTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          machinetype: a100           | 4:5  | Unknown key "machinetype", did you mean "machine"? A workflow has triggers, run, env, machine, checks.
          machineType: a100           | 4:5  | did you mean "machine"
          trigers: {}                 | 4:5  | did you mean "triggers"
          on: push                    | 4:5  | did you mean "triggers"
          script: make                | 4:5  | did you mean "run"
          chekcs: {}                  | 4:5  | did you mean "checks"
          xyzzy: 1                    | 4:5  | Unknown key "xyzzy". A workflow has
          steps: []                   | 4:5  | "steps" is not supported by this version yet
          container: x                | 4:5  | "container" is not supported by this version yet
          timeout: 12h                | 4:5  | "timeout" is not supported by this version yet
          <<: {run: y}                | 4:5  | merge key
          machine:                    | 4:13 | Expected the name of a machine
          machine: [a, b]             | 4:14 | Expected the name of a machine
          machine: a b                | 4:14 | but found the value "a b"
          env: [A]                    | 4:10 | Expected env to hold names and values
          env: {A: }                  | 4:13 | Expected a value for A, but found nothing
          env: {A: null}              | 4:14 | Expected a value for A, but found nothing
          env: {A: [1]}               | 4:14 | Expected a value for A, but found a list
          env: {A: {b: c}}            | 4:14 | quote JSON
          env: {1A: x}                | 4:11 | Expected the name of an environment variable
          env: {A: x, A: y}           | 4:17 | Expected every key once, but "A" stands in line 4 too
          env: {MODELGATE_X: y}       | 4:11 | set by Modelgate
          env: {PS_GRADIENT_CI_X: y}  | 4:11 | set by Modelgate
          env: {A: 'secret:x'}        | 4:14 | Secrets are not supported by this version yet
          env: {[a]: b}               | 4:11 | Expected a key, but found a list
          triggers:                   | 4:14 | Expected triggers: {push: {branches: main}}
          triggers: push              | 4:15 | Expected triggers: {push: {branches: main}}
          triggers: {}                | 4:15 | or no triggers at all
          triggers: {tag: v.*}        | 4:16 | "tag" is not supported by this version yet; triggers has push
          triggers: {branches: main}  | 4:16 | did you mean "push: {branches: …}"
          triggers: {push: main}      | 4:22 | Expected triggers: {push: {branches: main}}, but found the value "main"
          triggers: {push: {paths: x}}| 4:23 | "paths" is not supported by this version yet
          triggers: {push: {branches: }} | 4:32 | Expected a regular expression, but found nothing
          triggers: {push: {branches: []}} | 4:33 | the list is empty
          triggers: {push: {branches: {only: x}}} | 4:33 | belong to version 2
          triggers: {push: {branches: [[a]]}} | 4:34 | Expected a regular expression, but found a list
          checks:                     | 4:12 | Expected checks such as
          checks: {accuracy: {at-least: 1}} | 4:14 | Expected json:<file>:<pointer>
          checks: {'tensorflow:loss': {below: 1}} | 4:14 | Expected "aggregate: mean" or the like in the check, but found no "aggregate".
          checks: {'tensorflow:loss': {below: 1, aggregate: avg}} | 4:55 | Did you mean mean?
          checks: {'tensorflow:loss': {below: 1, aggregate: p49}} | 4:55 | Expected an aggregate (mean, stddev,
          checks: {'tensorflow:': {below: 1, aggregate: mean}} | 4:14 | Expected the name of a metric after "tensorflow:".
          checks: {'custom:loss': {below: 1}} | 4:14 | Expected "aggregate: /mean/0"
          checks: {'custom:loss': {below: 1, aggregate: mean}} | 4:51 | Did you mean "/mean"?
          checks: {'tensorflow:loss': {aggregate: mean}} | 4:14 | the check judges nothing
          checks: {'onnx:loss': {below: 1}} | 4:14 | "onnx" is not supported by this version yet
          checks: {'json:m.json:/a': 0.9} | 4:32 | Expected what to check, such as {at-least: 0.90}
          checks: {'json:m.json:/a': {}} | 4:14 | the check judges nothing
          checks: {'json:m.json:/a': {at-least: 0,5}} | 4:45 | Unknown key "5"
          checks: {'json:m.json:/a': {at-least: '0,5'}} | 4:43 | Write 0.5.
          checks: {'json:m.json:/a': {at-least: 90%}} | 4:43 | Write 0.9.
          checks: {'json:m.json:/a': {at-least: 1_000}} | 4:43 | Write 1000.
          checks: {'json:m.json:/a': {at-least: 0.5..1}} | 4:43 | Ranges belong to version 2
          checks: {'json:m.json:/a': {at-least: .nan}} | 4:43 | Expected a decimal number
          checks: {'json:m.json:/a': {at-least: 1e999}} | 4:43 | Expected a decimal number
          checks: {'json:m.json:/a': {at-least: }} | 4:42 | but found nothing
          checks: {'json:m.json:/a': {target: 0.9}} | 4:33 | did you mean "at-least"
          checks: {'json:m.json:/a': {below: 1, aggregate: max}} | 4:43 | Expected no "aggregate"
          checks: {'json:m.json:/a': {at-least: 0.9, below: 0.5}} | 4:55 | No number is at-least 0.9 and below 0.5 at once
          checks: {'json:m.json:/a': {at-least: 0.5, below: 0.50}} | 4:55 | at once
          checks: {'json:m.json:/a': {above: 1, at-most: 1}} | 4:52 | at once
          checks: {'json:m.json:/a': {compare: baseline}} | 4:42 | Expected compare: {to: baseline
          checks: {'json:m.json:/a': {compare: {better: higher}}} | 4:42 | Expected "to: baseline"
          checks: {'json:m.json:/a': {compare: {to: baseline}}} | 4:42 | Expected "better: higher" or "better: lower"
          checks: {'json:m.json:/a': {compare: {to: best, better: higher}}} | 4:47 | comparing with "best" is not supported
          checks: {'json:m.json:/a': {compare: {to: baseline, better: up}}} | 4:65 | but found the value "up"
          checks: {'json:m.json:/a': {compare: {to: baseline, better: lower, tolerance: -1%}}} | 4:83 | Expected a tolerance from 0
          checks: {'json:m.json:/a': {compare: {to: baseline, better: lower, noise: auto}}} | 4:72 | "noise" is not supported by this version yet
          checks: {'json:/etc/passwd:/a': {below: 1}} | 4:14 | relative to the work tree
          checks: {'json:../m.json:/a': {below: 1}} | 4:14 | inside the work tree
          checks: {'json:a/../../m.json:/a': {below: 1}} | 4:14 | inside the work tree
          checks: {'json:./m.json:/a': {below: 1}} | 4:14 | between its slashes
          checks: {'json:.GIT/config:/a': {below: 1}} | 4:14 | outside of .git
          checks: {'json::/a': {below: 1}} | 4:14 | Expected the name of a file
          checks: {'json:m.json:accuracy.top': {below: 1}} | 4:14 | Did you mean "/accuracy/top"?
          checks: {'json:m.json:': {below: 1}} | 4:14 | Expected a JSON pointer, which begins with "/", but found "".
          checks: {'json:m.json:/a~2': {below: 1}} | 4:14 | Expected "~0" for ~
          """)
  void saysWhatIsWrongAndWhere(String line, String place, String message) {
    List<Problem> problems = invalid(WorkflowReaderTest.flat(line, "run: x"));

    assertThat(problems)
        .anySatisfy(
            problem -> {
              assertThat(problem.path()).isEqualTo(Reading.PATH);
              assertThat(problem.message()).contains(message);
              assertThat(problem.line() + ":" + problem.column()).isEqualTo(place);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "env: {A: b}",
        "run:",
        "run: ''",
        "run: '  '",
        "run: [a]",
        "run: {a: b}",
        "run: \"a\\0b\""
      })
  void asksForACommand(String line) {
    assertThat(invalid(WorkflowReaderTest.flat(line)))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).startsWith("Expected "));
  }

  @ParameterizedTest
  @CsvSource({
    "-train",
    "'a b'",
    "a/b",
    "a123456789a123456789a123456789a123456789a123456789a123456789abcd",
    "'é'"
  })
  void refusesNamesThatNoHostTakes(String name) {
    assertThat(invalid("version: 3\nworkflows:\n  " + name + ": {run: x}\n"))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.message()).contains("Expected a workflow's name");
              assertThat(problem.column()).isEqualTo(3);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                 | 1:1  | an empty file
          '# nothing'                        | 1:1  | an empty file
          version: 3                         | 1:1  | no "workflows"
          'workflows: {}'                    | 1:1  | Expected "version: 3"
          version: 2                         | 1:10 | .ps_project/config.yaml
          version: 1                         | 1:10 | Version 1 is not supported; write version 3
          version: four                      | 1:10 | but found the value "four"
          - a                                | 1:1  | found a list
          hello                              | 1:1  | found the value "hello"
          '{version: 3, workflows: }'        | 1:24 | Check the indentation
          '{version: 3, workflows: [a]}'     | 1:25 | found a list
          '{version: 3, version: 3, workflows: {t: {run: x}}}' | 1:14 | Expected every key once
          '{version: 3, workflow: {t: {run: x}}}' | 1:14 | did you mean "workflows"
          '{version: 3, workflows: {t: {run: x}}, defaults: {}}' | 1:40 | "defaults" is not supported by this version yet
          """)
  void saysWhatIsWrongWithTheFileAsAWhole(String file, String place, String message) {
    assertThat(unreadable(file))
        .anySatisfy(
            problem -> {
              assertThat(problem.message()).contains(message);
              assertThat(problem.line() + ":" + problem.column()).isEqualTo(place);
            });
  }

  @Test
  void countsColumnsInCodePoints() {
    assertThat(invalid("version: 3\nworkflows:\n  t: {run: \"\uD83D\uDE80\", x: 1}\n"))
        .singleElement()
        .satisfies(problem -> assertThat(problem.column()).isEqualTo(17));
  }

  @Test
  void refusesTooManyChecksInOneFile() {
    StringBuilder checks = new StringBuilder("checks: {");
    for (int i = 0; i < 10_0 + 1; i++) {
      checks.append("'json:m.json:/a").append(i).append("': {below: 1}, ");
    }

    assertThat(invalid(WorkflowReaderTest.flat("run: x", checks + "}")))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("at most 100 checks"));
  }
}
