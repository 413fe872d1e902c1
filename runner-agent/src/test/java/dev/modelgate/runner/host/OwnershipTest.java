package dev.modelgate.runner.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders for the users of slots, whatever a job made of them. */
class OwnershipTest {

  private static final int UID = 64_000;

  @TempDir private Path folder;

  @Test
  void isGivenAsDeepAsAPathCanSay() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root can give something away");
    Path storage = Files.createDirectory(folder.resolve("storage"));
    Path file = Files.writeString(storage.resolve("file"), "x");
    // Two folders of half the length are put into each other, as a job does it step by step.
    Path upper = halfAsDeep(storage.resolve("upper"));
    Path lower = folder.resolve("lower");
    halfAsDeep(lower);
    Files.move(lower, upper.resolve("lower"));
    try {
      Ownership.give(storage, new JobAccount.SlotUser(UID));

      assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(UID);
      assertThat(Files.getAttribute(upper, "unix:gid")).isEqualTo(UID);
    } finally {
      Ownership.remove(storage);
    }
  }

  private static Path halfAsDeep(Path top) throws IOException {
    Path deep = top;
    while (deep.toString().length() < 3000) {
      deep = deep.resolve("d".repeat(200));
    }
    return Files.createDirectories(deep);
  }
}
