package dev.modelgate.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
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

/**
 * An installation as its users see it: the command line and the API, however many processes are
 * behind them.
 *
 * @param place where the test's outputs go
 * @param data folder with client.json
 * @param port of the one address
 */
record Site(Workplace place, Path data, int port) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

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
            data.toString())) {
      if (create.ended(60) != 0) {
        throw new AssertionError(create.printed());
      }
    }
  }

  /** Waits until a commit's run fits, and answers it. */
  JsonNode awaitRun(String project, String sha, Predicate<JsonNode> condition) {
    return awaitRun(project, sha, Duration.ofSeconds(90), condition);
  }

  JsonNode awaitRun(String project, String sha, Duration atMost, Predicate<JsonNode> condition) {
    return await(
        "the run of " + sha,
        atMost,
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
        HTTP.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() == 200
        ? JSON.readTree(answer.body())
        : JSON.getNodeFactory().missingNode();
  }

  /** Whether a run has ended and was judged. */
  static boolean isOver(JsonNode run) {
    return run.path("state").asText().equals("finished") && run.hasNonNull("verdict");
  }

  /** Waits until an answer fits. */
  static <T> T await(String what, Duration atMost, Callable<T> question, Predicate<T> condition) {
    return Awaitility.await(what)
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(question, condition);
  }

  static <T> T await(String what, Callable<T> question, Predicate<T> condition) {
    return await(what, Duration.ofSeconds(90), question, condition);
  }
}
