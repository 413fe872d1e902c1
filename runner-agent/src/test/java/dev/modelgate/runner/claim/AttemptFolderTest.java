package dev.modelgate.runner.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.runner.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The folder that is the truth about an attempt. */
class AttemptFolderTest {

  @TempDir private Path attempts;

  @Test
  void comesBackAsItWasTaken() {
    Sample sample =
        Sample.of("echo \"'\u0001ü\"\nexit").with(Map.of("A", "b\n'c")).measuring("/a~1b");
    AttemptFolder taken = AttemptFolder.create(attempts, sample.assignment(), 3, Optional.empty());

    assertThat(AttemptFolder.all(attempts)).containsExactly(taken);
  }

  @Test
  void isNotThereWhenItWasHalfMade() throws IOException {
    Path half = Files.createDirectory(attempts.resolve("unfinished-a.1"));
    Files.writeString(half.resolve("assignment.json"), "{\"assig");

    assertThat(AttemptFolder.all(attempts)).isEmpty();
    assertThat(half).doesNotExist();
  }

  @Test
  void canBeTakenAfterItWasHalfMade() throws IOException {
    Sample sample = Sample.of("true");
    Files.createDirectory(attempts.resolve("unfinished-" + sample.key().folderName()));

    AttemptFolder.create(attempts, sample.assignment(), 1, Optional.empty());

    assertThat(AttemptFolder.all(attempts)).hasSize(1);
  }

  @Test
  void keepsTheFirstReasonToStopUnlessItIsFenced() {
    AttemptFolder taken =
        AttemptFolder.create(attempts, Sample.of("true").assignment(), 1, Optional.empty());

    taken.stop(StopReason.TIMED_OUT);
    taken.stop(StopReason.CANCELLED);
    assertThat(taken.stop()).contains(StopReason.TIMED_OUT);

    taken.stop(StopReason.FENCED);
    assertThat(taken.stop()).contains(StopReason.FENCED);
  }

  @Test
  void goesAsAWhole() {
    AttemptFolder taken =
        AttemptFolder.create(attempts, Sample.of("true").assignment(), 1, Optional.empty());

    taken.remove();

    assertThat(attempts).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "a/b", "", "-a", ".a", "a b", "a\nb", "\u00e4"})
  void isNeverNamedByAStranger(String id) {
    assertThatThrownBy(() -> new AttemptKey(id, 1)).hasMessageContaining("Expected the id of");
  }
}
