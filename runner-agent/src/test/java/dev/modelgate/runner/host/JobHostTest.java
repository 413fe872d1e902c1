package dev.modelgate.runner.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the computer gives to jobs; slots have users of their own only where the agent is root. */
class JobHostTest {

  @TempDir private Path folder;

  @BeforeEach
  void needsRoot() {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root can change users");
  }

  @Test
  void keepsCheckoutsInTheAgentsFolderWhereJobsReachIt() {
    Ownership.folder(folder, "rwx--x--x");

    JobHost host = prepare(folder.resolve("elsewhere"));

    assertThat(host.work()).isEqualTo(folder.resolve("work"));
    assertThat(host.account(2)).isInstanceOf(JobAccount.SlotUser.class);
    assertThat(host.account(1)).isNotEqualTo(host.account(2));
  }

  @Test
  void keepsCheckoutsElsewhereWhereJobsDoNotReachTheAgentsFolder() throws IOException {
    Path open = Ownership.folder(Files.createTempDirectory("elsewhere"), "rwx--x--x");
    Ownership.folder(folder, "rwx------");

    JobHost host = prepare(open);

    assertThat(host.work().resolveSibling("")).isEqualTo(open);
    DurableFiles.delete(open);
  }

  @Test
  void saysHowToRepairAFolderThatJobsCannotReach() {
    Ownership.folder(folder, "rwx------");

    assertThatThrownBy(() -> prepare(folder.resolve("elsewhere")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("run chmod o+x " + folder);
  }

  @Test
  void refusesAStateThatJobsCouldRead() throws IOException {
    Ownership.folder(folder, "rwx--x--x");
    Files.createDirectory(folder.resolve("state"));
    Ownership.folder(folder.resolve("state"), "rwxr-xr-x");

    assertThatThrownBy(() -> prepare(folder.resolve("elsewhere")))
        .hasMessageContaining("run chmod 700 " + folder.resolve("state"));
  }

  @Test
  void staysWhereAttemptsAreAtWork() {
    Ownership.folder(folder, "rwx--x--x");
    Path before = prepare(folder.resolve("elsewhere")).work();
    Ownership.folder(folder, "rwx------");

    JobHost again =
        JobHost.prepare(
            folder,
            folder.resolve("state"),
            2,
            true,
            folder.resolve("users"),
            folder.resolve("elsewhere"));

    assertThat(again.work()).isEqualTo(before);
  }

  private JobHost prepare(Path elsewhere) {
    Path state = folder.resolve("state");
    if (!Files.exists(state)) {
      Ownership.folder(state, "rwx------");
    }
    return JobHost.prepare(folder, state, 2, false, folder.resolve("users"), elsewhere);
  }
}
