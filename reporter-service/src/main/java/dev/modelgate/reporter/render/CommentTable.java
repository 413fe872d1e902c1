package dev.modelgate.reporter.render;

import dev.modelgate.reporter.intake.Verdict;
import java.util.List;
import java.util.Optional;

/** The comment's table of checks. */
final class CommentTable {

  private CommentTable() {}

  /** The table in at most so many characters, with a line that says how many rows are not in it. */
  static String render(Story story, int room) {
    List<CheckReport> checks = story.run().checks();
    if (checks.isEmpty()) {
      return "No checks: the workflow passes when its job ends well.\n\n";
    }
    StringBuilder table = new StringBuilder(header(story.baseline()));
    int left = checks.size();
    for (CheckReport check : checks) {
      String row = row(check);
      if (table.length() + row.length() + 200 > room) {
        break;
      }
      table.append(row);
      left--;
    }
    if (left > 0) {
      table.append("\nThe report has ").append(Words.count(left, "more check")).append(".\n");
    }
    return table.append('\n').toString();
  }

  private static String header(Optional<BaselineReport> baseline) {
    String against =
        baseline
            .map(
                b ->
                    "Against "
                        + CommentRenderer.text(b.branch())
                        + " ("
                        + CommentRenderer.text(Words.shortSha(b.value().sha()))
                        + ")")
            .orElse("Baseline");
    return "| Metric | Aggregate | Value | "
        + against
        + " | Success | Summary |\n| --- | --- | --- | --- | --- | --- |\n";
  }

  private static String row(CheckReport check) {
    MetricName metric = check.metric();
    return "| "
        + String.join(
            " | ",
            CommentRenderer.text(metric.source()),
            CommentRenderer.text(metric.pointer()),
            check.value() == null ? "–" : CommentRenderer.text(Figures.shown(check.value())),
            baseline(check),
            check.verdict() == null ? "…" : Words.symbol(check.verdict()),
            summary(check))
        + " |\n";
  }

  private static String baseline(CheckReport check) {
    if (check.baseline() == null) {
      return "–";
    }
    String value = CommentRenderer.text(Figures.shown(check.baseline().value()));
    return check.change().map(change -> value + " (" + change + ")").orElse(value);
  }

  private static String summary(CheckReport check) {
    Verdict verdict = check.verdict();
    if (verdict == null || check.sentence() == null) {
      return "waiting for the result";
    }
    return CommentRenderer.text(Words.withoutVerdict(verdict, check.sentence()));
  }
}
