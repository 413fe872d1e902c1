package dev.modelgate.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One user per folder, within this process; across processes in {@link EmbeddedPartsTest}. */
class FolderLockTest {
  @TempDir Path folder;

  @Test
  void refusesASecondUserAndSaysWhoTheFirstIs() throws IOException {
    try (FolderLock _ = FolderLock.take(folder)) {
      assertThatThrownBy(() -> FolderLock.take(folder))
          .isInstanceOf(PartException.class)
          .hasMessage(
              "Expected to be the only user of %s, but process %d uses it; stop that one, or give another folder"
                  .formatted(folder, ProcessHandle.current().pid()));
    }
  }

  @Test
  void letsTheNextOneInOnceTheFirstHasLeft() throws IOException {
    FolderLock first = FolderLock.take(folder);
    first.close();

    try (FolderLock _ = FolderLock.take(folder)) {
      first.close();
      assertThatThrownBy(() -> FolderLock.take(folder)).isInstanceOf(PartException.class);
    }
    assertThat(folder.resolve("lock")).exists();
  }
}
