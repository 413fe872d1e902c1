package dev.modelgate.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program to its end.
 *
 * @param exitCode -1 where it had to be ended because its time was over
 * @param output what it wrote, both streams together
 */
record Command(int exitCode, String output) {

  static Command run(Path folder, Duration limit, List<String> words) throws IOException {
    // Into a file, for a pipe would stay open as long as any grandchild lives.
    Path output = Files.createTempFile("modelgate-", ".out");
    try (InputStream text = Files.newInputStream(output)) {
      Process process =
          prepare(folder, words).redirectErrorStream(true).redirectOutput(output.toFile()).start();
      Files.delete(output); // both have it open, and so it goes with us, however we end
      boolean ended = end(process, limit);
      return new Command(
          ended ? process.exitValue() : -1,
          new String(text.readAllBytes(), StandardCharsets.UTF_8).strip());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while " + words.getFirst() + " was running");
    } finally {
      Files.deleteIfExists(output);
    }
  }

  /** Whether it came to its end by itself; however this returns, it has ended. */
  private static boolean end(Process process, Duration limit) throws InterruptedException {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      if (process.isAlive()) {
        process.destroyForcibly().onExit().join();
      }
    }
  }

  /**
   * A process without the user's settings that would change how PostgreSQL or its libraries behave.
   */
  static ProcessBuilder prepare(Path folder, List<String> words) {
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("PG") || name.startsWith("LD_"));
    builder.environment().put("LC_ALL", "C");
    return builder;
  }

  boolean succeeded() {
    return exitCode == 0;
  }

  /** The end of the output in one line. */
  String lastWords() {
    List<String> lines = output.lines().filter(line -> !line.isBlank()).map(String::strip).toList();
    return String.join(" / ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
  }
}
