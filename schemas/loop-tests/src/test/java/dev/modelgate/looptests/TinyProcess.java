package dev.modelgate.looptests;

import dev.modelgate.stream.ServiceStart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The tiny service in a process of its own, which can be killed. */
final class TinyProcess {

  private final Process process;

  private TinyProcess(Process process) {
    this.process = process;
  }

  /** Runs the service with the settings given as name=value. */
  public static void main(String[] arguments) throws InterruptedException {
    Map<String, Object> settings = new HashMap<>();
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      settings.put(parts[0], parts[1]);
    }
    ServiceStart.start("tiny", settings);
    Thread.currentThread().join();
  }

  /** Starts a process that writes what it says to the end of that file. */
  static TinyProcess start(Map<String, Object> settings, Path log) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Dlogback.configurationFile=tiny-logback.xml",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            TinyProcess.class.getName()));
    settings.forEach((name, value) -> command.add(name + "=" + value));
    try {
      return new TinyProcess(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits for its end; kills it where that does not come. */
  boolean endsWithin(long milliseconds) {
    try {
      return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** What it ended with. */
  int exitCode() {
    return process.exitValue();
  }

  boolean alive() {
    return process.isAlive();
  }

  /** As {@code kill -9}. */
  void kill() {
    process.destroyForcibly();
    endsWithin(10_000);
  }
}
