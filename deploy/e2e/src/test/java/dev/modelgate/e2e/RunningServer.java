package dev.modelgate.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** A server of a test, seen as its users see it: command line, API, repository. */
final class RunningServer implements AutoCloseable {

  private final Workplace place;
  private final int port;
  private final List<String> options;
  private final Site site;
  private Product.Started process;

  private RunningServer(Workplace place, int port, List<String> options, Product.Started process) {
    this.place = place;
    this.port = port;
    this.options = options;
    this.process = process;
    this.site = new Site(place, data(place), port);
  }

  /** Starts a server below a workplace and waits until it says that it is ready. */
  static RunningServer start(Workplace place, String... more) throws Exception {
    int port = freePort();
    List<String> options = List.of(more);
    RunningServer server = new RunningServer(place, port, options, launch(place, port, options, 0));
    server.awaitReady();
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Product.Started launch(Workplace place, int port, List<String> options, int time) {
    List<String> arguments =
        new ArrayList<>(
            List.of("server", "--data", data(place).toString(), "--port", Integer.toString(port)));
    arguments.addAll(options);
    return Product.start(
        place.of("server-" + time + ".out"), Map.of(), arguments.toArray(String[]::new));
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
    process = launch(place, port, options, (int) (System.nanoTime() & 0xffff));
    awaitReady();
  }

  /** What its users see of it. */
  Site site() {
    return site;
  }

  /** Registers a repository as its owner would, by the command line. */
  void register(String name, Repository repository) throws Exception {
    site.register(name, repository);
  }

  /** Waits until a commit's run fits, and answers it. */
  JsonNode awaitRun(String project, String sha, Predicate<JsonNode> condition) {
    return site.awaitRun(project, sha, condition);
  }

  /** Reads a resource of the API; a missing one is a missing node. */
  JsonNode get(String path) throws Exception {
    return site.get(path);
  }

  /** Waits until an answer fits. */
  static <T> T await(String what, Callable<T> question, Predicate<T> condition) {
    return Site.await(what, question, condition);
  }

  @Override
  public void close() {
    process.close();
  }
}
