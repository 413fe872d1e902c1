package dev.modelgate.scheduler.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.scheduler.workflow.ReadResult;
import dev.modelgate.scheduler.workflow.WorkflowEntry;
import dev.modelgate.scheduler.yaml.Problem;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Files of version 2 that nobody wrote in good faith, and those that an editor spoilt. */
class HostileGradientTest {

  private static final String GOOD =
      """
      version: 2
      workflows:
        train:
          triggers: {branches: {only: [main, 'release/.*']}, tags: {ignore: x}}
          steps:
            - name: prepare
              command: experiment.run_single_node
              paramsFile: .ps_project/params.yml
            - name: train
              command: experiment.run_single_node
              params:
                command: python train.py
                container: tf
                experimentEnv: {LR: 1.0}
                modelPath: /artifacts/model
                modelType: Tensorflow
              checks:
                defaults: {round: up}
                tensorflow:loss: {target: 0.1..0.5, aggregate: mean, precision: 3}
      """;

  private static final String PARAMS = "command: make data\nworkingDirectory: src\n";

  @Property(tries = 2000)
  void neverThrowsOnAFileThatWasDamaged(@ForAll("damaged") String text) {
    soundly(Reading.read(text, ".ps_project/params.yml", PARAMS));
  }

  @Property(tries = 500)
  void neverThrowsOnParametersThatWereDamaged(@ForAll("damaged") String text) {
    soundly(Reading.read(GOOD, ".ps_project/params.yml", text));
  }

  @Provide
  Arbitrary<String> damaged() {
    Arbitrary<String> inserted =
        Arbitraries.oneOf(
            Arbitraries.of(
                ":",
                "-",
                "[",
                "]",
                "{",
                "}",
                "\n",
                "\t",
                "  ",
                "&a ",
                "*a",
                "!x ",
                "'",
                "\"",
                "|",
                ">",
                "#",
                "?",
                ",",
                "~",
                "null",
                "\u200B",
                "..",
                "/",
                "params: "),
            Arbitraries.strings().ofMaxLength(3));
    Arbitrary<Integer> place = Arbitraries.integers().between(0, GOOD.length());
    return Combinators.combine(place, place, inserted, inserted)
        .as(
            (a, b, one, two) -> {
              int from = Math.min(a, b);
              int to = Math.min(Math.max(a, b), from + 12);
              return GOOD.substring(0, from)
                  + one
                  + GOOD.substring(to, Math.max(a, b))
                  + two
                  + GOOD.substring(Math.max(a, b));
            });
  }

  @Test
  void countsAFileOfParametersForEachStepThatNamesIt() {
    String params =
        "command: x\n"
            + IntStream.range(0, 1200)
                .mapToObj(i -> "k" + i + ": 1\n")
                .collect(Collectors.joining());
    ReadResult result =
        Reading.read(
            """
            version: 2
            workflows:
              a: &train
                steps: [{name: a, command: experiment.run_single_node, paramsFile: p.yml}]
              b: *train
              c: *train
            """,
            "p.yml",
            params);

    List<WorkflowEntry> workflows = ((ReadResult.Read) result).file().workflows();
    assertThat(workflows.subList(0, 2)).allMatch(WorkflowEntry.Valid.class::isInstance);
    assertThat(workflows.getLast().problems())
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .startsWith("Expected at most 5000 keys and values in the files of parameters");
  }

  private static void soundly(ReadResult result) {
    switch (result) {
      case ReadResult.Unreadable(List<Problem> problems) -> located(problems);
      case ReadResult.Read read -> {
        assertThat(read.file().workflows()).isNotEmpty();
        for (WorkflowEntry entry : read.file().workflows()) {
          switch (entry) {
            case WorkflowEntry.Valid valid ->
                assertThat(valid.workflow().steps().getFirst().run()).isNotBlank();
            case WorkflowEntry.Invalid invalid -> located(invalid.problems());
          }
        }
      }
    }
  }

  private static void located(List<Problem> problems) {
    assertThat(problems)
        .isNotEmpty()
        .allSatisfy(
            problem ->
                assertThat(problem.message())
                    .isNotBlank()
                    .hasSizeLessThan(600)
                    .doesNotContain("\n"));
  }
}
