package dev.modelgate.scheduler.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files of older versions that people committed: each gets a located answer, none an exception. */
class RealWorkflowFilesTest {

  private static final Path CORPUS = Path.of("../../shared/corpus/configs");

  @Test
  void readsTheFileOfTheDemo() throws IOException {
    Path demo =
        Path.of("../deploy/standalone/src/main/resources/demo/penguins/.modelgate/config.yaml");

    Workflow workflow = Reading.valid(Files.readString(demo));

    assertThat(workflow.steps().getFirst().run()).isEqualTo("python3 train.py");
    assertThat(workflow.steps().getFirst().env()).containsEntry("LEARNING_RATE", "0.05");
    assertThat(workflow.steps().getFirst().checks())
        .extracting(Check::key)
        .containsExactly("json:metrics.json:/accuracy", "tensorflow:train/loss");
    assertThat(workflow.steps().getFirst().checks().getFirst().comparison())
        .isEqualTo(new Comparison(Comparison.Better.HIGHER, "0.01", true));
  }

  @Test
  void saysWhyAFileOfAnOlderVersionIsNotRead() throws IOException {
    assumeTrue(Files.isDirectory(CORPUS), "the corpus is not here: " + CORPUS.toAbsolutePath());
    List<Path> files;
    try (Stream<Path> walk = Files.walk(CORPUS)) {
      files = walk.filter(file -> file.toString().matches(".*\\.ya?ml")).toList();
    }
    assertThat(files).hasSizeGreaterThan(100);
    for (Path file : files) {
      ReadResult result = WorkflowReader.read(Reading.PATH, Files.readAllBytes(file));

      assertThat(result).as(file.toString()).isInstanceOf(ReadResult.Unreadable.class);
      assertThat(((ReadResult.Unreadable) result).problems())
          .isNotEmpty()
          .allSatisfy(problem -> assertThat(problem.line()).isPositive());
    }
  }
}
