package dev.modelgate.scheduler.gradient;

import static dev.modelgate.scheduler.gradient.Reading.problems;
import static dev.modelgate.scheduler.gradient.Reading.read;
import static dev.modelgate.scheduler.gradient.Reading.withChecks;
import static dev.modelgate.scheduler.gradient.Reading.withParams;
import static dev.modelgate.scheduler.gradient.Reading.withTriggers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.scheduler.workflow.ReadResult;
import dev.modelgate.scheduler.yaml.Problem.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a file of version 2 that is not what its documentation says. */
class GradientProblemsTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          machinetype: P4000        | WARNING | 9:11 | Unknown key "machinetype", did you mean "machineType"?
          image: tf                 | WARNING | 9:11 | did you mean "container"?
          clusterId: clg07azjl      | NOTE    | 9:11 | "clusterId" has no effect here.
          workspace: git+https://x  | WARNING | 9:11 | what runs is always the commit that is judged
          workerCount: 2            | WARNING | 9:11 | belongs to a step on several nodes
          datasetUri: s3://x        | ERROR   | 9:11 | Datasets are not supported by this version yet
          machineType: Free P5000   | ERROR   | 9:24 | Expected the name of a machine
          container: [a]            | ERROR   | 9:22 | Expected "container" to be one line of text, but found a list.
          workingDirectory: ../x    | ERROR   | 9:29 | a folder inside the work tree
          workingDirectory: /home/a | ERROR   | 9:29 | without "container" there is no other
          artifactDirectory: /artifacts/../etc | ERROR | 9:30 | a folder without ".."
          modelPath: ~/model        | ERROR   | 9:22 | a folder inside the work tree
          modelPath: /artifacts     | ERROR   | 9:11 | Expected "modelType" (Tensorflow, ONNX or Custom)
          modelType: PyTorch        | NOTE    | 9:22 | read as Custom
          experimentEnv: [A]        | ERROR   | 9:26 | Expected experimentEnv to hold names and values
          experimentEnv: '{A: '     | ERROR   | 9:26 | Expected experimentEnv to be JSON
          experimentEnv: {A: 'secret:<K>'} | ERROR | 9:30 | Secrets are not supported by this version yet.
          triggers: {branches: {only: main}} | ERROR | 9:11 | Expected "triggers" below the workflow
          command: y                | ERROR   | 9:11 | Expected every key once, but "command" stands in line 8 too
          """)
  void saysWhatIsWrongWithAParameter(String line, Severity severity, String place, String message) {
    assertSays(withParams("command: x", line), severity, place, message);
  }

  @Test
  void warnsOfAFolderThatIsThereInTheContainerOnly() {
    assertSays(
        withParams("command: x", "workingDirectory: /home/a", "container: tf"),
        Severity.WARNING,
        "9:29",
        "The folder /home/a is one of the container");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          loss: {target: 1, aggregate: mean}                | ERROR | 9:11 | Expected <source>:<metric>
          Tensorflow:loss: {target: 1, aggregate: mean}     | ERROR | 9:11 | Did you mean "tensorflow:loss"?
          onnx:loss: {target: 1, aggregate: mean}           | ERROR | 9:11 | Checks of onnx are not supported by this version yet
          tensorflow:loss: {target: 1}                      | ERROR | 9:11 | no "aggregate"
          tensorflow:loss: {aggregate: mean}                | ERROR | 9:11 | Expected "target"
          tensorflow:loss: 0.5                              | ERROR | 9:28 | but found the value "0.5"
          tensorflow:loss: {target: 1..0, aggregate: mean}  | ERROR | 9:37 | no number is above 1 and below 0
          tensorflow:loss: {target: 0...5, aggregate: mean} | ERROR | 9:37 | can be read in two ways
          tensorflow:loss: {target: .., aggregate: mean}    | ERROR | 9:37 | Expected a range
          tensorflow:loss: {target: nan, aggregate: mean}   | ERROR | 9:37 | Expected a range
          tensorflow:loss: {target: 1, aggregate: averge}   | ERROR | 9:51 | Expected an aggregate
          custom:loss: {target: 1, aggregate: mean}         | ERROR | 9:47 | Did you mean "/mean"?
          tensorflow:loss: {target: 1, aggregate: max, round: off}     | ERROR | 9:63 | Expected "round" to be up or down
          tensorflow:loss: {target: 1, aggregate: max, precision: 2.5} | ERROR | 9:67 | number of decimals from 0 to 15
          tensorflow:loss: {target: 1, aggregate: max, presicion: 3}   | ERROR | 9:56 | did you mean "precision"?
          tensorflow:loss: {target: 1, aggregate: max, only-pulls: 1}  | ERROR | 9:68 | to be true or false
          tensorflow:acc: {target: 0.99..1.00, aggregate: max} | WARNING | 9:36 | no value is above 0.99 and below 1.00, so that the check always fails. Raise "precision".
          tensorflow:accuracy: {target: 0.9..1.000, aggregate: max} | WARNING | 9:41 | A perfect value is not below 1.000
          """)
  void saysWhatIsWrongWithACheck(String line, Severity severity, String place, String message) {
    assertSays(withChecks(line), severity, place, message);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          branches: {only: a, ignore: b}  | ERROR   | 9:27 | Expected either "only" or "ignore", but found both.
          branches: main                  | WARNING | 9:17 | read as "only"
          branches: {olny: main}          | ERROR   | 9:18 | did you mean "only"?
          branches: {only: }              | ERROR   | 9:23 | Expected a regular expression, but found nothing
          branches: {only: ['*']}         | ERROR   | 9:25 | Every name is ".*" as a regular expression.
          tags:                           | WARNING | 9:12 | read as all of them
          branch: {only: a}               | ERROR   | 9:7  | did you mean "branches"?
          tags: {only: 'v\\d+'}           | NOTE    | 9:20 | is no POSIX expression
          branches: {only: paperspace*}   | WARNING | 9:24 | everything that begins so is "paperspace.*"
          """)
  void saysWhatIsWrongWithATrigger(String line, Severity severity, String place, String message) {
    assertSays(withTriggers(line), severity, place, message);
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                  | 1:1  | found an empty file
          - a                                 | 1:1  | found a list
          version: 2                          | 1:1  | Expected "workflows:"
          'version: 2\nworkflows:'            | 2:11 | Check the indentation
          version: 1                          | 1:10 | Write "version: 2"
          version: 0.1                        | 1:10 | Files of version 0.1 are not supported by this version yet
          version: 3                          | 1:10 | move the file there
          version: two                        | 1:10 | Expected "version: 2", but found the value "two"
          'version: 2\nproject: p\nworker: {}' | 2:1 | "project" belongs to versions 0 and 1
          'command: x\ncontainer: y'          | 1:1  | these are the parameters of a step
          'version: 2\nworkflows: {t: x}'     | 2:16 | Expected a workflow with "steps:"
          'version: 2\nworkflows: {t: {}}'    | 2:13 | found no "steps"
          'version: 2\nworkflows: {t: {steps: [x]}}' | 2:25 | Expected a step with name, command and params
          'version: 2\nworkflows: {t: {steps: [{name: a}]}}' | 2:32 | but found no "command"
          'version: 2\nworkflows: {t: {steps: [{name: a, command: experiment.run_multi_node}]}}' | 2:44 | several nodes (experiment.run_multi_node) are not supported
          'version: 2\nworkflows: {t: {steps: [{name: a, command: python x}]}}' | 2:44 | command belongs below "params"
          'version: 2\nworkflows: {t: {steps: [{name: a, command: experiment.run_single_node}]}}' | 2:32 | the step has neither
          'version: 2\nworkflows: {t: {steps: [{name: a, command: experiment.run_single_node, param_file_path: x}]}}' | 2:32 | the step has neither
          'version: 2\nworkflows: {t: {steps: [{name: a, command: experiment.run_single_node, params: {}}]}}' | 2:32 | Expected "command"
          'version: 2\nworkflows: {t: {steps: [{name: a, command: experiment.run_single_node, paramsFile: ../x}]}}' | 2:84 | Expected a file inside the repository
          'version: 2\nworkflows: {a/b: {steps: [{name: a, command: experiment.run_single_node, params: {command: x}}]}}' | 2:13 | Expected a workflow's name
          'version: 2\nworkflows: {t: {}, T: {}}'  | 2:20 | Expected every key once
          'version: 2\ntriggers: {}\nworkflows: {t: {}}' | 2:1 | Move it into each workflow
          """)
  void refusesAFileThatCouldRunNothing(String text, String place, String message) {
    assertSays(text.replace("\\n", "\n"), Severity.ERROR, place, message);
  }

  @Test
  void neverSaysASecretAgain() {
    ReadResult result =
        read(
            withParams(
                "command: x",
                "apiKey: 0123456789abcdef",
                "registryPassword: hunter2",
                "experimentEnv: {AWS_SECRET_ACCESS_KEY: hunter3, MODE: fast}"));

    assertThat(problems(result))
        .filteredOn(problem -> problem.severity() == Severity.WARNING)
        .extracting(problem -> problem.line() + " " + problem.message().substring(0, 20))
        .containsExactly(
            "9 \"apiKey\" looks like ", "10 \"registryPassword\" l", "11 \"AWS_SECRET_ACCESS_K");
    assertThat(problems(result).toString()).doesNotContain("hunter", "abcdef");
  }

  @Test
  void refusesParametersOutsideTheRepository() {
    for (String path : new String[] {"/etc/passwd", "a/../../x", "~/x", ".git/config"}) {
      String text = withParams("command: x").replaceFirst("(?s)params:.*", "paramsFile: " + path);

      assertThat(problems(read(text))).as(path).hasSize(1);
      assertThat(GradientReader.paramsFiles(Reading.PATH, Reading.bytes(text))).isEmpty();
    }
  }

  private static void assertSays(String text, Severity severity, String place, String message) {
    assertThat(problems(read(text)))
        .anySatisfy(
            problem -> {
              assertThat(problem.message()).contains(message);
              assertThat(problem.severity()).isEqualTo(severity);
              assertThat(problem.line() + ":" + problem.column()).isEqualTo(place);
              assertThat(problem.path()).isEqualTo(Reading.PATH);
            });
  }
}
