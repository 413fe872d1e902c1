package dev.modelgate.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelgate.standalone.CannotException;
import dev.modelgate.standalone.client.Api;
import dev.modelgate.standalone.client.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for a commit's run over the public API and tells what happens to it. */
final class Follower {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Api api;
  private final Story story;
  private final String project;

  Follower(Api api, Story story, String project) {
    this.api = api;
    this.story = story;
    this.project = project;
  }

  /** Waits until the run of a commit is over; answers it as the API shows it. */
  JsonNode follow(String sha) {
    JsonNode queued = await("a run of " + sha, () -> runOf(sha));
    String path = "/api/runs/" + project + "/" + queued.path("number").asInt();
    JsonNode started =
        await(
            path + " to start",
            () -> given(api.get(path), run -> run.hasNonNull("startedAt") || over(run)));
    if (started.hasNonNull("startedAt")) {
      story.took(
          "  queued → runner " + Text.plain(started.path("runner").asText("?")) + " → running",
          between(started, "createdAt", "startedAt"));
    }
    JsonNode ended = await(path + " to end", () -> given(api.get(path), Follower::over));
    if (ended.hasNonNull("startedAt") && ended.hasNonNull("finishedAt")) {
      story.took("  training", between(ended, "startedAt", "finishedAt"));
    }
    return ended;
  }

  private Optional<JsonNode> runOf(String sha) {
    JsonNode commit = api.find("/api/commits/" + project + "/" + sha).orElse(null);
    if (commit == null) {
      return Optional.empty();
    }
    if (commit.hasNonNull("declined")) {
      throw new CannotException(
          "Expected the push to be planned, but: "
              + commit.path("declined").path("sentence").asText());
    }
    return Optional.ofNullable(commit.path("runs").get(0));
  }

  private static boolean over(JsonNode run) {
    return run.path("state").asText().equals("finished") && run.hasNonNull("verdict");
  }

  private static Optional<JsonNode> given(
      JsonNode run, java.util.function.Predicate<JsonNode> condition) {
    return condition.test(run) ? Optional.of(run) : Optional.empty();
  }

  private static Duration between(JsonNode run, String from, String to) {
    return Duration.between(
        Instant.parse(run.path(from).asText()), Instant.parse(run.path(to).asText()));
  }

  /** Asks again and again until there is an answer. */
  static <T> T await(String what, Supplier<Optional<T>> question) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<T> answer = question.get();
      if (answer.isPresent()) {
        return answer.get();
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    throw new CannotException(
        "Expected "
            + what
            + " within "
            + PATIENCE.toMinutes()
            + " minutes, but it did not come; the server's log tells why");
  }
}
