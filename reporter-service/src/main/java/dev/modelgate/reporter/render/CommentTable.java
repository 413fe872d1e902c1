package dev.modelgate.reporter.render;

import dev.modelgate.reporter.intake.Verdict;
import java.util.ArrayList;
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
    StringBuilder table = new StringBuilder();
    int left = checks.size();
    for (String row : rows(story.run())) {
      String text = table.isEmpty() ? header(story.baseline()) + row : row;
      if (table.length() + text.length() + 200 > room) {
        break;
      }
      table.append(text);
      left--;
    }
    if (left > 0) {
      table
          .append(table.isEmpty() ? "" : "\n")
          .append("The report has ")
          .append(Words.count(left, "more check"))
          .append(".\n");
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

  /** The rows of the checks that belong into a comment, with their step where there are several. */
  private static List<String> rows(RunReport run) {
    List<String> rows = new ArrayList<>();
    for (ExperimentReport experiment : run.experiments()) {
      String step = run.experiments().size() > 1 ? experiment.step() + ": " : "";
      experiment.checks().stream()
          .filter(CheckReport::inComment)
          .forEach(check -> rows.add(row(step, check)));
    }
    return rows;
  }

  private static String row(String step, CheckReport check) {
    MetricName metric = check.metric();
    String aggregate = check.aggregate();
    return "| "
        + String.join(
            " | ",
            CommentRenderer.text(step + metric.source()),
            aggregate(aggregate == null ? metric.pointer() : aggregate),
            CommentRenderer.text(check.shownValue()),
            baseline(check),
            check.verdict() == null ? "…" : Words.symbol(check.verdict()),
            summary(check))
        + " |\n";
  }

  private static String aggregate(String aggregate) {
    return aggregate.isEmpty() ? "–" : CommentRenderer.text(aggregate);
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
