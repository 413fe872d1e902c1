package dev.modelgate.e2e;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Modelgate as processes of its own, driven by the script that people use. */
final class Processes implements AutoCloseable {

  private static final Path SCRIPT = Path.of("../processes/modelgate-processes");

  private final Workplace place;
  private final Path data;
  private final Site site;
  private final Map<String, String> environment;
  private int calls;

  private Processes(Workplace place, int port, Map<String, String> environment) {
    this.place = place;
    this.environment = environment;
    this.data = place.of("processes");
    this.site = new Site(place, data, port);
  }

  /** Starts everything and waits until it is up. */
  static Processes start(Workplace place, String... options) throws Exception {
    return start(place, Map.of(), options);
  }

  /** The same with settings from the environment, such as MODELGATE_SCHEDULER_LOST_AFTER. */
  static Processes start(Workplace place, Map<String, String> environment, String... options)
      throws Exception {
    Processes processes = new Processes(place, freePorts(), environment);
    List<String> words = new ArrayList<>(List.of("start", "--port", "" + processes.site.port()));
    words.addAll(List.of(options));
    try {
      processes.script(words);
      return processes;
    } catch (Exception | AssertionError e) {
      processes.close();
      throw e;
    }
  }

  /** The first of thirty ports below those that the system gives to outgoing connections. */
  private static int freePorts() throws IOException {
    for (int attempt = 0; attempt < 100; attempt++) {
      int first = ThreadLocalRandom.current().nextInt(10_000, 19_900);
      List<ServerSocket> taken = new ArrayList<>();
      try {
        for (int port = first; port < first + 30; port++) {
          taken.add(new ServerSocket(port));
        }
        return first;
      } catch (IOException e) {
        continue;
      } finally {
        for (ServerSocket socket : taken) {
          socket.close();
        }
      }
    }
    throw new IOException("Expected thirty free ports in a row, but found none");
  }

  Site site() {
    return site;
  }

  Path data() {
    return data;
  }

  /** A line of the settings file, such as {@code bootstrap-servers}. */
  String setting(String key) throws IOException {
    return Files.readAllLines(data.resolve("modelgate.yml")).stream()
        .map(String::strip)
        .filter(line -> line.startsWith(key + ": "))
        .map(line -> line.substring(key.length() + 2))
        .findFirst()
        .orElseThrow();
  }

  /** Kills processes as a power cut would. */
  void kill(String... names) throws Exception {
    script("kill", names);
  }

  /** Starts what is down among these, and waits until they are up. */
  void startAgain(String... names) throws Exception {
    script("start", names);
  }

  /** The same, from the jars of another version. */
  void startAgainFrom(Path lib, String... names) throws Exception {
    List<String> words = new ArrayList<>(List.of("start"));
    words.addAll(List.of(names));
    script(words, Map.of("MODELGATE_LIB", lib.toString()));
  }

  /** Stops processes in peace. */
  void stop(String... names) throws Exception {
    script("stop", names);
  }

  /** Sends a signal such as STOP or CONT. */
  void signal(String signal, String name) throws Exception {
    run(
        List.of(
            "kill", "-" + signal, Files.readString(data.resolve("run/" + name + ".pid")).strip()),
        Map.of());
  }

  /** Every process that there is. */
  List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("run"))) {
      return files
          .map(file -> String.valueOf(file.getFileName()).replace(".pid", ""))
          .sorted()
          .toList();
    }
  }

  /** The end of a process's log, for the message of a test that fails. */
  String log(String name) throws IOException {
    return Files.readString(data.resolve("log/" + name + ".log"));
  }

  /** Lines of the logs that tell of something unexpected. */
  String logs() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(data.resolve("log"))) {
      for (Path file : files.sorted().toList()) {
        all.append("== ").append(file.getFileName()).append('\n');
        List<String> lines = Files.readAllLines(file);
        lines
            .subList(Math.max(0, lines.size() - 8), lines.size())
            .forEach(line -> all.append(line, 0, Math.min(line.length(), 300)).append('\n'));
      }
    }
    return all.toString();
  }

  private void script(String command, String... names) throws Exception {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of(names));
    script(words);
  }

  private void script(List<String> words) throws Exception {
    script(words, Map.of());
  }

  private void script(List<String> words, Map<String, String> more) throws Exception {
    List<String> command = new ArrayList<>(List.of(SCRIPT.toAbsolutePath().toString()));
    command.addAll(words);
    run(command, more);
  }

  private void run(List<String> command, Map<String, String> more) throws Exception {
    Path output = place.of("script-" + ++calls + ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(output.toFile()))
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
    builder
        .environment()
        .putAll(
            Map.of(
                "MODELGATE_DATA", data.toString(),
                "MODELGATE_LIB", Product.lib().toString(),
                "MODELGATE_JAVA_HOME", System.getProperty("java.home")));
    builder.environment().putAll(environment);
    builder.environment().putAll(more);
    Process process = builder.start();
    if (!process.waitFor(240, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError(command + ": " + Files.readString(output) + "\n" + logs());
    }
  }

  @Override
  public void close() throws Exception {
    script(List.of("stop"));
  }
}
