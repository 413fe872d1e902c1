package dev.modelgate.runner.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One agent alone in a folder. */
class FolderLockTest {

  @TempDir private Path folder;

  /** Another process that tries. */
  static final class Other {

    private Other() {}

    public static void main(String[] arguments) {
      FolderLock.take(Path.of(arguments[0])).close();
    }
  }

  @Test
  void staysTakenWhereTheSameProcessTriesAgain() throws Exception {
    try (FolderLock lock = FolderLock.take(folder)) {
      assertThatThrownBy(() -> FolderLock.take(folder)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> FolderLock.take(folder.resolve(".")))
          .isInstanceOf(IllegalStateException.class);

      assertThat(takenByAnother()).isFalse();
      assertThat(lock).isNotNull();
    }
    assertThat(takenByAnother()).isTrue();
    FolderLock.take(folder).close();
  }

  private boolean takenByAnother() throws IOException, InterruptedException {
    return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                folder.toString())
            .start()
            .waitFor()
        == 0;
  }
}
