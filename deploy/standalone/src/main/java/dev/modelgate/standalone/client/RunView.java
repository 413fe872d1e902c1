package dev.modelgate.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** One run as lines for a terminal. */
public final class RunView {

  private RunView() {}

  /**
   * The verdict first, then every check and every attempt, by step where there are several, then
   * every problem of the workflow file and what to type next.
   */
  public static List<String> lines(JsonNode run) {
    List<String> lines = new ArrayList<>();
    lines.add(Text.verdict(run) + "  " + Text.sentence(run));
    lines.add(
        "  run "
            + run.path("number").asText()
            + " of "
            + run.path("project").asText()
            + ", workflow "
            + run.path("workflow").asText()
            + ", "
            + Text.plain(run.path("branch").asText(run.path("ref").asText("")))
            + " at "
            + Text.shortSha(run.path("sha"))
            + " \""
            + Text.plain(run.path("subject").asText(""))
            + "\"");
    if (run.hasNonNull("url")) {
      lines.add("  " + Text.plain(run.path("url").asText()));
    }
    if (run.hasNonNull("waiting")) {
      lines.add("  waiting: " + Text.plain(run.path("waiting").path("sentence").asText("")));
    }
    boolean steps = run.path("experiments").size() > 1;
    for (JsonNode experiment : run.path("experiments")) {
      if (steps) {
        lines.add("  step " + Text.plain(experiment.path("step").asText()));
      }
      experiment(experiment).forEach(line -> lines.add((steps ? "    " : "  ") + line));
    }
    for (JsonNode problem : run.path("problems")) {
      lines.add("  " + problem(problem));
    }
    if (run.hasNonNull("next")) {
      lines.add("  next: " + Text.plain(run.path("next").asText()));
    }
    return lines;
  }

  /** A commit of which nothing ran, as lines for a terminal. */
  public static List<String> declined(JsonNode declined) {
    return List.of(
        "! no run  "
            + Text.plain(declined.path("project").asText())
            + ", "
            + Text.plain(declined.path("branch").asText())
            + " at "
            + Text.shortSha(declined.path("sha"))
            + " \""
            + Text.plain(declined.path("subject").asText(""))
            + "\"",
        "  " + Text.plain(declined.path("sentence").asText()),
        "  " + Text.plain(declined.path("url").asText()));
  }

  private static List<String> experiment(JsonNode experiment) {
    List<String> lines = new ArrayList<>();
    for (JsonNode check : experiment.path("checks")) {
      String key = Text.plain(check.path("key").asText());
      lines.add(
          check.hasNonNull("verdict")
              ? Text.verdict(check) + "  " + key + "  " + Text.sentence(check)
              : "· waiting  " + key);
    }
    for (JsonNode attempt : experiment.path("attempts")) {
      lines.add(attempt(attempt));
      for (JsonNode note : attempt.path("notes")) {
        lines.add("  note: " + Text.plain(note.asText()));
      }
    }
    return lines;
  }

  private static String problem(JsonNode problem) {
    String line = problem.path("line").asText();
    String path = Text.plain(problem.path("path").asText());
    return (line.equals("0") ? path : path + ":" + line + ":" + problem.path("column").asText())
        + " "
        + Text.plain(problem.path("message").asText());
  }

  private static String attempt(JsonNode attempt) {
    String text =
        "attempt "
            + attempt.path("number").asText()
            + " on "
            + Text.plain(attempt.path("runner").asText(""))
            + ": "
            + attempt.path("outcome").asText("running");
    if (attempt.hasNonNull("exitCode")) {
      text += ", exit code " + attempt.path("exitCode").asText();
    }
    return attempt.hasNonNull("message")
        ? text + ", " + Text.plain(attempt.path("message").asText())
        : text;
  }
}
