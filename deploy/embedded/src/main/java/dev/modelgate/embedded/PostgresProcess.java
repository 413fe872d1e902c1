package dev.modelgate.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The postmaster of one data folder: our child while we live, an orphan to be ended first when we
 * were killed.
 */
final class PostgresProcess {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresProcess.class);
  private static final long READY_LIMIT_MILLIS = Duration.ofMinutes(5).toMillis();
  private static final long LOG_LIMIT_BYTES = 10L * 1024 * 1024;

  private final Path home;
  private final Path data;
  private final PostgresAccount account;
  private final PostgresPrograms programs;

  PostgresProcess(Path home, PostgresAccount account, PostgresPrograms programs) {
    this.home = home;
    this.data = home.resolve("data");
    this.account = account;
    this.programs = programs;
  }

  /** Ends a postmaster that outlived the process that had started it. */
  void endOrphan() throws IOException {
    List<String> lines = pidFile();
    if (lines.isEmpty()) {
      return;
    }
    String pid = lines.getFirst().strip();
    if (isPostmasterOfThisFolder(pid)) {
      LOG.info("PostgreSQL {} outlived the process that started it; stopping it", pid);
      stop();
    } else if (Files.exists(Path.of("/proc", pid))) {
      // Its number belongs to somebody else now, and PostgreSQL would take that for itself and
      // refuse to start. It knows
      // that its own parent is not itself, and then looks whether the old one's shared memory is
      // still in use.
      List<String> changed = new ArrayList<>(lines);
      changed.set(0, Long.toString(ProcessHandle.current().pid()));
      Files.write(data.resolve("postmaster.pid"), changed, StandardCharsets.UTF_8);
    }
  }

  /** Starts it and returns once it accepts connections, which takes longer after a crash. */
  Process start(int port) throws IOException {
    Path log = home.resolve("postgres.log");
    if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
      Files.move(log, home.resolve("postgres.log.old"), StandardCopyOption.REPLACE_EXISTING);
    }
    List<String> words = new ArrayList<>(List.of("setsid"));
    words.addAll(account.prefix());
    words.addAll(List.of(programs.program("postgres"), "-D", data.toString()));
    settings(port).forEach((name, value) -> words.addAll(List.of("-c", name + "=" + value)));
    Process process =
        Command.prepare(home, words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try {
      awaitReady(process, log);
      return process;
    } catch (IOException | RuntimeException problem) {
      process.destroyForcibly();
      throw problem;
    }
  }

  private static Map<String, String> settings(int port) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("port", Integer.toString(port));
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("unix_socket_directories", "");
    settings.put("password_encryption", "scram-sha-256");
    settings.put("fsync", "on");
    settings.put("full_page_writes", "on");
    settings.put("synchronous_commit", "on");
    settings.put("shared_buffers", "64MB");
    settings.put("max_connections", "200");
    settings.put("timezone", "UTC");
    settings.put("log_timezone", "UTC");
    settings.put("logging_collector", "off");
    settings.put("log_destination", "stderr");
    return settings;
  }

  private void awaitReady(Process process, Path log) throws IOException {
    try {
      for (long waited = 0; waited < READY_LIMIT_MILLIS; waited += 25) {
        if (process.waitFor(25, TimeUnit.MILLISECONDS)) {
          throw new IOException(
              "it ended with code %d: %s (log: %s)"
                  .formatted(process.exitValue(), lastLine(log), log));
        }
        // The eighth line is the postmaster's word on its state; the first says whose word it is.
        List<String> lines = pidFile();
        if (lines.size() > 7
            && lines.getFirst().strip().equals(Long.toString(process.pid()))
            && lines.get(7).strip().equals("ready")) {
          return;
        }
      }
      throw new IOException(
          "it was not ready after %d s (log: %s)".formatted(READY_LIMIT_MILLIS / 1000, log));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while it was starting");
    }
  }

  /** Rolls open transactions back and ends it; without delay where that takes too long. */
  void stop() throws IOException {
    Command stopped = pgCtlStop("fast", 30);
    if (!stopped.succeeded() && !pidFile().isEmpty()) {
      LOG.warn(
          "PostgreSQL in {} did not stop in order ({}); stopping it at once",
          data,
          stopped.lastWords());
      stopped = pgCtlStop("immediate", 10);
      if (!stopped.succeeded() && !pidFile().isEmpty()) {
        throw new IOException("it could not be stopped: " + stopped.lastWords());
      }
    }
  }

  private Command pgCtlStop(String mode, int seconds) throws IOException {
    return Command.run(
        home,
        Duration.ofSeconds(seconds + 10L),
        account.command(
            List.of(
                programs.program("pg_ctl"),
                "stop",
                "-D",
                data.toString(),
                "-m",
                mode,
                "-w",
                "-t",
                Integer.toString(seconds))));
  }

  /**
   * A number in a left-over file may by now be anybody's, so the process must also say that it
   * serves this folder.
   */
  private boolean isPostmasterOfThisFolder(String pid) throws IOException {
    try {
      List<String> words = List.of(Files.readString(Path.of("/proc", pid, "cmdline")).split("\0"));
      return words.getFirst().endsWith("postgres") && words.contains(data.toString());
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  private List<String> pidFile() throws IOException {
    try {
      return Files.readAllLines(data.resolve("postmaster.pid"));
    } catch (NoSuchFileException absent) {
      return List.of();
    }
  }

  private static String lastLine(Path log) throws IOException {
    try (var lines = Files.lines(log)) {
      return lines
          .filter(line -> !line.isBlank())
          .reduce("no word in its log", (before, line) -> line);
    }
  }
}
