package dev.modelgate.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A server of a test, seen as its users see it: command line, API, repository. */
final class RunningServer implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  private final Workplace place;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();
  private Product.Started process;

  private RunningServer(Workplace place, int port, Product.Started process) {
    this.place = place;
    this.port = port;
    this.process = process;
  }

  /** Starts a server below a workplace and waits until it says that it is ready. */
  static RunningServer start(Workplace place) throws Exception {
    int port = freePort();
    RunningServer server = new RunningServer(place, port, launch(place, port, 0));
    server.awaitReady();
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Product.Started launch(Workplace place, int port, int time) {
    return Product.start(
        place.of("server-" + time + ".out"),
        Map.of(),
        "server",
        "--data",
        data(place).toString(),
        "--port",
        Integer.toString(port));
  }

  private static Path data(Workplace place) {
    return place.of("data");
  }

  private void awaitReady() {
    await(
        "the server to be ready",
        () -> {
          if (!process.process().isAlive()) {
            throw new AssertionError("Expected the server to start:\n" + process.printed());
          }
          return process.printed();
        },
        printed -> printed.contains("ready in"));
  }

  /** Kills it as a power cut would, and starts it again on the same data. */
  void killAndStartAgain() throws Exception {
    process.kill9();
    process = launch(place, port, (int) (System.nanoTime() & 0xffff));
    awaitReady();
  }

  /** Registers a repository as its owner would, by the command line. */
  void register(String name, Repository repository) throws Exception {
    try (Product.Started create =
        Product.start(
            place.of("create-" + name + ".out"),
            Map.of(),
            "project",
            "create",
            name,
            "--repository",
            repository.bare().toString(),
            "--data",
            data(place).toString())) {
      if (create.ended(60) != 0) {
        throw new AssertionError(create.printed());
      }
    }
  }

  /** Waits until a commit's run fits, and answers it. */
  JsonNode awaitRun(String project, String sha, Predicate<JsonNode> condition) {
    return await(
        "the run of " + sha,
        () -> {
          JsonNode run = get("/api/commits/" + project + "/" + sha).path("runs").path(0);
          return run.isMissingNode()
              ? run
              : get("/api/runs/" + project + "/" + run.path("number").asInt());
        },
        run -> !run.isMissingNode() && condition.test(run));
  }

  /** Reads a resource of the API; a missing one is a missing node. */
  JsonNode get(String path) throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() == 200
        ? JSON.readTree(answer.body())
        : JSON.getNodeFactory().missingNode();
  }

  /** Waits until an answer fits. */
  static <T> T await(String what, Callable<T> question, Predicate<T> condition) {
    return Awaitility.await(what)
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(100))
        .until(question, condition);
  }

  @Override
  public void close() {
    process.close();
    http.close();
  }
}
