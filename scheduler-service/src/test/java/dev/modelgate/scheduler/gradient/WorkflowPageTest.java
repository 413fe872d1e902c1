package dev.modelgate.scheduler.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manual says of every key of version 2 what it means; of the many dataset keys two do. */
class WorkflowPageTest {

  static Stream<List<String>> places() {
    return Stream.of(
        GradientKeys.FILE.read(),
        List.of("steps", "triggers", "checks", "name", "params", "paramsFile"),
        GradientKeys.SINGLE_NODE,
        GradientKeys.WORKSPACES,
        GradientKeys.WITHOUT_EFFECT,
        GradientKeys.TRIGGERS.read(),
        GradientKeys.FILTER.read(),
        GradientKeys.CHECK.read());
  }

  @ParameterizedTest
  @MethodSource("places")
  void namesEveryKey(List<String> keys) throws IOException {
    String page =
        Files.readString(Path.of("../deploy/docs/workflow-file.md"))
            .split("\n## Version 2\n", 2)[1]
            .split("\n## ", 2)[0];
    assertThat(keys).allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
  }
}
