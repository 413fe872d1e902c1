package dev.modelgate.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code run show} shows, and what scripts learn from it: a run, or all that a commit led to.
 */
public sealed interface Shown {

  /** Where the API has it. */
  String path();

  /** Whether it may go on; empty until that is decided. */
  Optional<Boolean> passes(JsonNode answer);

  /** Where it stands, in a few words. */
  String state(JsonNode answer);

  /** All of it for a terminal. */
  List<String> lines(JsonNode answer);

  /** One run. */
  record Run(String project, int number) implements Shown {

    @Override
    public String path() {
      return "/api/runs/" + Api.escaped(project) + "/" + number;
    }

    @Override
    public Optional<Boolean> passes(JsonNode run) {
      return Optional.ofNullable(verdictOf(run))
          .map(verdict -> verdict.equals("passed") || verdict.equals("skipped"));
    }

    private static @Nullable String verdictOf(JsonNode run) {
      return run.hasNonNull("verdict") ? run.path("verdict").asText() : null;
    }

    @Override
    public String state(JsonNode run) {
      return Text.sentence(run);
    }

    @Override
    public List<String> lines(JsonNode run) {
      return RunView.lines(run);
    }
  }

  /** The newest runs of a commit's workflows, as the statuses on the commit have it. */
  record Commit(String project, String sha) implements Shown {

    @Override
    public String path() {
      return "/api/commits/" + Api.escaped(project) + "/" + sha;
    }

    /** A commit of which nothing ran does not pass: nobody looked at it. */
    @Override
    public Optional<Boolean> passes(JsonNode commit) {
      List<String> states =
          commit.path("contexts").valueStream().map(its -> its.path("state").asText()).toList();
      if (states.isEmpty() && commit.hasNonNull("declined")) {
        return Optional.of(false);
      }
      return states.isEmpty() || states.contains("pending")
          ? Optional.empty()
          : Optional.of(states.stream().allMatch("success"::equals));
    }

    @Override
    public String state(JsonNode commit) {
      return Text.plain(commit.path("contexts").path(0).path("description").asText("not planned"));
    }

    @Override
    public List<String> lines(JsonNode commit) {
      if (commit.path("contexts").isEmpty()) {
        return List.of(
            "· nothing ran  "
                + Text.plain(commit.path("declined").path("sentence").asText("not planned yet")));
      }
      return commit.path("contexts").valueStream().map(Commit::line).toList();
    }

    private static String line(JsonNode status) {
      String mark =
          switch (status.path("state").asText()) {
            case "success" -> "✓ ";
            case "failure" -> "✗ ";
            case "error" -> "! ";
            default -> "· ";
          };
      return Text.plain(
          mark
              + status.path("context").asText()
              + "  "
              + status.path("description").asText()
              + "  "
              + status.path("url").asText());
    }
  }
}
