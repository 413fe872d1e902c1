package dev.modelgate.scheduler.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.scheduler.yaml.KnownKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manual says of every key of version 3 what it means, or that it is not read yet. */
class WorkflowPageTest {

  static Stream<KnownKeys> places() {
    return Stream.of(Keys.FILE, Keys.WORKFLOW, Keys.TRIGGERS, Keys.PUSH, Keys.CHECK, Keys.COMPARE);
  }

  @ParameterizedTest
  @MethodSource("places")
  void namesEveryKey(KnownKeys place) throws IOException {
    String page =
        Files.readString(Path.of("../deploy/docs/workflow-file.md"))
            .split("\n## Version 3\n", 2)[1]
            .split("\n## ", 2)[0];
    assertThat(Stream.concat(place.read().stream(), place.later().stream()))
        .allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
  }
}
