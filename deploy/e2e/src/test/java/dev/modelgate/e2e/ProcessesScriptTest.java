package dev.modelgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the script of the processes does before and after them, with a stand-in for the launcher.
 */
class ProcessesScriptTest {

  @TempDir private Path folder;

  @BeforeEach
  void setUp() throws IOException {
    Path script = Path.of("../processes/modelgate-processes");
    write("deploy/processes/modelgate-processes", Files.readString(script));
    write("modelgate", "#!/bin/sh\necho \"$1\" >>calls\necho 'cannot build' >&2\nexit 3\n");
  }

  @Test
  void buildsBeforeItStartsAnything() throws Exception {
    assertThat(run("start")).isEqualTo(3);
    assertThat(Files.readAllLines(folder.resolve("calls"))).containsExactly("--help");
    assertThat(Files.readString(folder.resolve("said"))).isEqualTo("cannot build\n");
  }

  @Test
  void killsNobodyWhoHasGotTheNumberOfAPostgresqlThatIsGone() throws Exception {
    Process stranger = new ProcessBuilder("sleep", "60").start();
    try {
      write("data/postgres/data/postmaster.pid", stranger.pid() + "\n");
      assertThat(run("kill", "postgres")).isZero();
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  private int run(String... words) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(folder.resolve("deploy/processes/modelgate-processes").toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile());
    builder.command().addAll(List.of(words));
    builder.environment().put("MODELGATE_DATA", folder.resolve("data").toString());
    return builder.start().waitFor();
  }

  private void write(String name, String text) throws IOException {
    Program.write(folder.resolve(name), text);
  }
}
