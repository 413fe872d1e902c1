package dev.modelgate.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the owner of a runner may get wrong is said in one line, as no defect of ours. */
class RunnerCommandTest {

  @TempDir Path folder;

  @Test
  void saysWhatIsMissing() throws Exception {
    Files.writeString(folder.resolve("client.json"), "{\"url\": \"http://127.0.0.1:1\"}");
    assertThat(error("--slots", "0")).contains("Expected to start a runner", "token", "slots");
  }

  @Test
  void saysThatItsFolderCannotBeUsed() throws Exception {
    Files.writeString(
        folder.resolve("client.json"), "{\"url\": \"http://127.0.0.1:1\", \"token\": \"a\"}");
    Files.writeString(folder.resolve("runner-mine"), "not a folder");
    assertThat(error("--name", "mine")).contains("runner-mine");
  }

  @Test
  void namesARunnerUnlikeTheOneThatAServerOnTheSameHostIncludes() {
    assertThat(RunnerCommand.Start.usualName("ada")).isEqualTo("ada-runner");
    assertThat(RunnerCommand.Start.usualName("a".repeat(63))).isEqualTo("a".repeat(56) + "-runner");
  }

  private String error(String... words) {
    String[] all = new String[words.length + 4];
    System.arraycopy(new String[] {"runner", "start", "--data", folder.toString()}, 0, all, 0, 4);
    System.arraycopy(words, 0, all, 4, words.length);
    Printed printed = Printed.by(all);
    assertThat(printed.exitCode()).isEqualTo(3);
    assertThat(printed.error()).doesNotContain("defect").hasLineCount(1);
    return printed.error();
  }
}
