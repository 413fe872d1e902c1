package dev.modelgate.ingest;

import dev.modelgate.stream.ServiceStart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The service in a process of its own, which can be killed. */
final class IngestProcess {

  private final Process process;

  private IngestProcess(Process process) {
    this.process = process;
  }

  /** Runs the service with the settings given as name=value. */
  public static void main(String[] arguments) throws InterruptedException {
    Map<String, Object> settings = new HashMap<>();
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      settings.put(parts[0], parts[1]);
    }
    ServiceStart.start("ingest", settings);
    Thread.currentThread().join();
  }

  /** Starts a process that writes what it says to the end of that file. */
  static IngestProcess start(Map<String, Object> settings, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            IngestProcess.class.getName()));
    settings.forEach((name, value) -> command.add(name + "=" + value));
    return new IngestProcess(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start());
  }

  boolean alive() {
    return process.isAlive();
  }

  /** As {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
