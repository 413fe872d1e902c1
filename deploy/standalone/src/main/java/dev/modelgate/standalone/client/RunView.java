package dev.modelgate.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** One run as lines for a terminal. */
public final class RunView {

  private RunView() {}

  /** The verdict first, then every check, every attempt and every problem of the workflow file. */
  public static List<String> lines(JsonNode run) {
    List<String> lines = new ArrayList<>();
    lines.add(Text.verdict(run) + "  " + Text.plain(run.path("sentence").asText("")));
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
    if (run.hasNonNull("waiting")) {
      lines.add("  waiting: " + Text.plain(run.path("waiting").path("sentence").asText("")));
    }
    for (JsonNode experiment : run.path("experiments")) {
      for (JsonNode check : experiment.path("checks")) {
        lines.add(
            "  "
                + Text.verdict(check)
                + "  "
                + Text.plain(check.path("key").asText())
                + "  "
                + Text.plain(check.path("sentence").asText("")));
      }
      for (JsonNode attempt : experiment.path("attempts")) {
        lines.add("  " + attempt(attempt));
        for (JsonNode note : attempt.path("notes")) {
          lines.add("    note: " + Text.plain(note.asText()));
        }
      }
    }
    for (JsonNode problem : run.path("problems")) {
      lines.add(
          "  "
              + Text.plain(problem.path("path").asText())
              + ":"
              + problem.path("line").asText()
              + ":"
              + problem.path("column").asText()
              + " "
              + Text.plain(problem.path("message").asText()));
    }
    return lines;
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
