package dev.modelgate.runner.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which processes run. */
class ProcessesTest {

  private final Processes host = Processes.ofThisHost();

  @Test
  void tellsAProcessFromALaterOneWithItsNumber() throws Exception {
    Process sleeping = Programs.prepare(List.of("sleep", "100")).start();
    String stat = Files.readString(Path.of("/proc/" + sleeping.pid() + "/stat"));
    long ticks = Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19]);
    ProcessId process = new ProcessId(sleeping.pid(), ticks, host.boot());

    assertThat(host.isAlive(process)).isTrue();
    assertThat(host.isAlive(new ProcessId(sleeping.pid(), ticks - 1, host.boot()))).isFalse();
    assertThat(host.isAlive(new ProcessId(sleeping.pid(), ticks, "another boot"))).isFalse();
    assertThat(host.age(process))
        .isBetween(java.time.Duration.ZERO, java.time.Duration.ofMinutes(1));

    sleeping.destroyForcibly();
    await().until(() -> !host.isAlive(process));
  }

  @Test
  void takesAProcessThatWaitsToBeBuriedForDead(@TempDir Path proc) throws IOException {
    Files.createDirectories(proc.resolve("sys/kernel/random"));
    Files.writeString(proc.resolve("sys/kernel/random/boot_id"), "b\n");
    Files.createDirectory(proc.resolve("7"));
    Processes fake = new Processes(proc);
    ProcessId process = new ProcessId(7, 99, "b");
    String rest = " 1 7 7 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 99 1 1";

    Files.writeString(proc.resolve("7/stat"), "7 (a) Z b) S" + rest);
    assertThat(fake.isAlive(process)).isTrue();
    Files.writeString(proc.resolve("7/stat"), "7 (sh) Z" + rest);
    assertThat(fake.isAlive(process)).isFalse();
  }

  @Test
  void findsProcessesByAVariableOfTheirs() throws Exception {
    String value = UUID.randomUUID().toString();
    ProcessBuilder builder = Programs.prepare(List.of("sleep", "100"));
    builder.environment().put("MARK", value);
    Process marked = builder.start();

    await()
        .untilAsserted(
            () -> assertThat(host.withVariable("MARK", value)).containsExactly(marked.pid()));
    assertThat(host.withVariable("MARK", value.substring(0, 8))).isEmpty();
    assertThat(host.withVariable("ARK", value)).isEmpty();

    marked.destroyForcibly().waitFor();
    await().until(() -> host.withVariable("MARK", value).isEmpty());
  }

  @Test
  void readsNoProcessOutOfSomethingElse() {
    assertThat(ProcessId.parse("nobody")).isEmpty();
    assertThat(ProcessId.parse("1 x b")).isEmpty();
    assertThat(ProcessId.parse("1 2 b\n")).contains(new ProcessId(1, 2, "b"));
  }
}
