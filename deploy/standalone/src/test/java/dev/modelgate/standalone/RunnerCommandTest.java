package dev.modelgate.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
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
  void listsRunnersWithWhatIsFree() throws Exception {
    try (StandInApi api = new StandInApi().servesFolder(folder)) {
      api.says("/api/runners", 200, "{\"runners\": []}")
          .says(
              "/api/runners",
              200,
              """
              {"runners": [
                {"name": "ada", "state": "live", "machines": ["cpu", "a100"], "slots": 2,
                 "slotsUsed": 1, "lastHeardAt": "%s"},
                {"name": "bob", "state": "never-heard", "machines": ["cpu"], "slots": 1,
                 "slotsUsed": 0, "lastHeardAt": null}]}
              """
                  .formatted(Instant.now().minusSeconds(300)));
      assertThat(list().out()).startsWith("no runner yet");
      assertThat(list().out())
          .isEqualTo(
              """
              NAME  STATE        SLOTS  USED  FREE  HEARD      MACHINES
              ada   live         2      1     1     5 min ago  cpu, a100
              bob   never-heard  1      0     1                cpu
              """);
      assertThat(list("--json").json().at("/runners/1/name").asText()).isEqualTo("bob");
    }
  }

  private Printed list(String... more) {
    return Printed.by(
        Stream.concat(Stream.of("runner", "list", "--data", folder.toString()), Stream.of(more))
            .toArray(String[]::new));
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
