package dev.modelgate.runner.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the kernel says about processes, read from {@code /proc}. */
public final class Processes {

  /** Linux shows times to programs in hundredths of a second on every architecture of ours. */
  private static final long TICKS_PER_SECOND = 100;

  private static final int STATE = 0;
  private static final int START_TIME = 19;

  private final Path proc;

  public Processes(Path proc) {
    this.proc = proc;
  }

  /** Those of this computer. */
  public static Processes ofThisHost() {
    return new Processes(Path.of("/proc"));
  }

  /** Which start of the computer this is. */
  public String boot() {
    return text("sys/kernel/random/boot_id").map(String::strip).orElse("unknown");
  }

  /** Whether this very process runs; one that ended and waits to be buried does not. */
  public boolean isAlive(ProcessId process) {
    if (!process.boot().equals(boot())) {
      return false;
    }
    return fields(process.number())
        .filter(fields -> !fields[STATE].equals("Z") && !fields[STATE].equals("X"))
        .filter(fields -> Long.parseLong(fields[START_TIME]) == process.startTicks())
        .isPresent();
  }

  /** How long ago a process of this start of the computer began; no clock of the wall is asked. */
  public Duration age(ProcessId process) {
    String uptime = text("uptime").orElse("0").split(" ", -1)[0];
    long hundredths = Math.round(Double.parseDouble(uptime) * TICKS_PER_SECOND);
    return Duration.ofMillis((hundredths - process.startTicks()) * 1000 / TICKS_PER_SECOND);
  }

  /** How many processes the kernel ended for want of memory since the computer started. */
  public long outOfMemoryKills() {
    return text("vmstat").stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith("oom_kill "))
        .mapToLong(line -> Long.parseLong(line.substring("oom_kill ".length()).strip()))
        .findFirst()
        .orElse(0);
  }

  /** Processes that have exactly this variable in the environment that they were started with. */
  public List<Long> withVariable(String name, String value) {
    byte[] wanted = ("\0" + name + "=" + value + "\0").getBytes(StandardCharsets.UTF_8);
    try (Stream<Path> entries = Files.list(proc)) {
      return entries
          .filter(entry -> entry.getFileName().toString().matches("[0-9]+"))
          .filter(entry -> contains(environment(entry), wanted))
          .map(entry -> Long.valueOf(entry.getFileName().toString()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to list " + proc + ", but it failed", e);
    }
  }

  /** With a zero in front, so that every variable stands between two of them. */
  private static byte[] environment(Path process) {
    try {
      byte[] variables = Files.readAllBytes(process.resolve("environ"));
      byte[] all = new byte[variables.length + 1];
      System.arraycopy(variables, 0, all, 1, variables.length);
      return all;
    } catch (IOException e) {
      // It ended meanwhile, or belongs to somebody whom we may not ask.
      return new byte[0];
    }
  }

  private static boolean contains(byte[] all, byte[] wanted) {
    for (int start = 0; start <= all.length - wanted.length; start++) {
      if (Arrays.equals(all, start, start + wanted.length, wanted, 0, wanted.length)) {
        return true;
      }
    }
    return false;
  }

  /** The fields of a stat line from the state on. The name before them may hold anything. */
  private Optional<String[]> fields(long number) {
    return text(number + "/stat")
        .map(line -> line.substring(line.lastIndexOf(')') + 2).split(" ", -1))
        .filter(fields -> fields.length > START_TIME);
  }

  private Optional<String> text(String file) {
    try {
      return Optional.of(Files.readString(proc.resolve(file)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
