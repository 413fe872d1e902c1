package dev.modelgate.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
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
  private static final int TRIES = 3;

  private final Path home;
  private final Path data;
  private final PostgresRunner runner;
  private final PostmasterFile file;

  PostgresProcess(Path home, PostgresRunner runner) {
    this.home = home;
    this.data = home.resolve("data");
    this.runner = runner;
    this.file = new PostmasterFile(data);
  }

  /** Starts and returns once connections are accepted, which takes longer after a crash. */
  Process start(int port) throws IOException {
    PostgresLog log = PostgresLog.in(home);
    for (int attempt = 1; ; attempt++) {
      try {
        return startOnce(port, log);
      } catch (InterruptedIOException stopped) {
        throw stopped;
      } catch (IOException problem) {
        // An orphan may have been starting, and not have written its file, when it was looked for.
        if (!endOrphan() || attempt == TRIES) {
          throw problem;
        }
      }
    }
  }

  /**
   * Ends a postmaster that outlived the process that had started it; says whether there was one.
   */
  boolean endOrphan() throws IOException {
    boolean orphan = file.namesItsPostmaster();
    if (orphan) {
      LOG.info("PostgreSQL in {} outlived the process that started it; stopping it", data);
      stop();
    } else {
      file.disownStranger();
    }
    return orphan;
  }

  private Process startOnce(int port, PostgresLog log) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-D", data.toString()));
    settings(port).forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
    // A session of its own, so that a Ctrl-C at our terminal does not reach it before we stop it.
    List<String> words = new ArrayList<>(List.of("setsid"));
    words.addAll(runner.command("postgres", arguments));
    Process process =
        Command.prepare(home, words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()))
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

  private void awaitReady(Process process, PostgresLog log) throws IOException {
    try {
      for (long waited = 0; waited < READY_LIMIT_MILLIS; waited += 25) {
        if (process.waitFor(25, TimeUnit.MILLISECONDS)) {
          throw new IOException(
              "it ended with code %d: %s (log: %s)"
                  .formatted(process.exitValue(), log.lastProblem(), log.file()));
        }
        if (file.saysReady(process.pid())) {
          return;
        }
      }
      throw new IOException(
          "it was not ready after %d s (log: %s)".formatted(READY_LIMIT_MILLIS / 1000, log.file()));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while it was starting");
    }
  }

  /** Rolls open transactions back and ends it; without delay where that takes too long. */
  void stop() throws IOException {
    Command stopped = stop("fast", 30);
    if (!stopped.succeeded() && file.exists()) {
      LOG.warn("PostgreSQL in {} did not stop in order: {}", data, stopped.lastWords());
      stopped = stop("immediate", 10);
      if (!stopped.succeeded() && file.exists()) {
        throw new IOException("it could not be stopped: " + stopped.lastWords());
      }
    }
  }

  private Command stop(String mode, int seconds) throws IOException {
    List<String> arguments =
        List.of("stop", "--pgdata=" + data, "--mode=" + mode, "--wait", "--timeout=" + seconds);
    Duration limit = Duration.ofSeconds(seconds + 10L);
    return Command.run(home, limit, runner.command("pg_ctl", arguments));
  }
}
