import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * An installation of separate processes on this machine, started for a benchmark and stopped after
 * it.
 */
final class Site implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  private final Path home;
  private final Path data;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();

  private Site(Path home, Path data, int port) {
    this.home = home;
    this.data = data;
    this.port = port;
  }

  /** Starts everything with so many instances of each service and one runner. */
  static Site start(Path data, int port, int instances, int slots) throws Exception {
    Site site = new Site(Path.of(System.getProperty("modelgate.home")), data, port);
    site.processes(
        "start", "--port", "" + port, "--instances", "" + instances, "--slots", "" + slots);
    return site;
  }

  void processes(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(home.resolve("deploy/processes/modelgate-processes").toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--data", data.toString()));
    run(home, command.toArray(String[]::new));
  }

  /** A bare repository with one commit on main that has the given workflow file, registered. */
  Repository repository(String name, String workflow) throws Exception {
    Path bare = data.resolve("git/" + name + ".git");
    Path work = data.resolve("git/" + name);
    Files.createDirectories(bare.getParent());
    run(data, "git", "init", "-q", "--bare", "--initial-branch=main", bare.toString());
    run(data, "git", "init", "-q", "--initial-branch=main", work.toString());
    Files.createDirectories(work.resolve(".modelgate"));
    Files.writeString(work.resolve(".modelgate/config.yaml"), workflow);
    commit(work, "begin");
    run(work, "git", "push", "-q", bare.toString(), "HEAD:refs/heads/main");
    run(
        home,
        home.resolve("modelgate").toString(),
        "project",
        "create",
        name,
        "--repository",
        bare.toString(),
        "--data",
        data.toString());
    JsonNode hook = get("/api/projects/" + name).path("hook");
    String secret = Files.readString(bare.resolve("hooks/modelgate-secret")).strip();
    return new Repository(name, bare, work, hook.path("id").asText(), secret);
  }

  static void commit(Path work, String message) throws Exception {
    run(work, "git", "add", "--all");
    run(
        work,
        "git",
        "-c",
        "user.name=Ada",
        "-c",
        "user.email=ada@penguins.example",
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        message);
  }

  JsonNode get(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  /** Port of an instance of a service, as the processes script gives them out. */
  int portOf(String service, int instance) {
    return port
        + 10 * instance
        + List.of("ingest", "scheduler", "checks", "reporter").indexOf(service)
        + 1;
  }

  String kafka() throws IOException {
    Properties address = new Properties();
    try (var in = Files.newInputStream(data.resolve("kafka/1/address.properties"))) {
      address.load(in);
    }
    return address.getProperty("bootstrapServers");
  }

  /** A registered repository with the way in for its pushes. */
  record Repository(String name, Path bare, Path work, String hook, String secret) {}

  static String run(Path folder, String... command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    // It says that this benchmark is to be run.
    builder.environment().remove("MODELGATE_MAIN");
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + output);
    }
    return output.strip();
  }

  @Override
  public void close() throws Exception {
    processes("stop");
    http.close();
  }
}
