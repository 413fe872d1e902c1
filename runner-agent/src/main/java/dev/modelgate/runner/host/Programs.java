package dev.modelgate.runner.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The few programs of the operating system that the agent itself calls, never on a job's word. */
public final class Programs {

  /** Where those programs are; what a job may change is not among these folders. */
  public static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** What a program said and how it ended. */
  public record Answer(int status, String output) {

    public boolean isYes() {
      return status == 0;
    }
  }

  private Programs() {}

  /** Whether a program is installed. */
  public static boolean has(String name) {
    return find(name).isPresent();
  }

  /** Where a program is; empty where it is not installed. */
  public static Optional<Path> find(String name) {
    return Stream.of(PATH.split(":"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A process with an environment that holds nothing but a path and the plain locale. */
  public static ProcessBuilder prepare(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(Map.of("PATH", PATH, "LC_ALL", "C"));
    return builder;
  }

  /** Calls a program that answers soon and waits for its end. */
  public static Answer call(List<String> command) {
    return call(command, PATIENCE);
  }

  /** Calls a program and waits for its end. */
  public static Answer call(List<String> command, Duration patience) {
    Process process = null;
    try {
      process = prepare(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      Process running = process;
      CompletableFuture<byte[]> output =
          CompletableFuture.supplyAsync(() -> read(running), Thread::startVirtualThread);
      if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "Expected " + command.getFirst() + " to end, but it still runs after " + patience);
      }
      String said = new String(output.join(), StandardCharsets.UTF_8);
      return new Answer(process.exitValue(), said.strip());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Expected to call " + command.getFirst() + ", but it failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "Expected " + command.getFirst() + " to end, but was stopped", e);
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }

  private static byte[] read(Process process) {
    try {
      return process.getInputStream().readAllBytes();
    } catch (IOException e) {
      return new byte[0];
    }
  }
}
