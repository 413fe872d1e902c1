package dev.modelgate.reporter.render;

import dev.modelgate.reporter.intake.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * The comment on a run, in Markdown: verdict, checks, what changed, the end of the log where the
 * job says why, what to do next. Whatever must be dropped to fit is dropped as whole rows and
 * lines, never in the middle of markup.
 */
public final class CommentRenderer {

  /** What Git hosts take, in characters. */
  static final int LENGTH_AT_MOST = 65_536;

  /** By which we find our own comment again; first, so that nothing can cut it off. */
  static final String MARKER = "<!-- modelgate:comment -->";

  private static final int CELL_AT_MOST = 300;
  private static final int LOG_LINES = 20;
  private static final int LOG_LINE_AT_MOST = 500;

  private CommentRenderer() {}

  /** The comment as it would be posted. */
  public static String render(Story story, Links links) {
    RunReport run = story.run();
    String head = head(run, links);
    String foot = foot(run, links);
    StringBuilder body = new StringBuilder();
    int room = LENGTH_AT_MOST - head.length() - foot.length();
    room -= append(body, CommentTable.render(story, room * 3 / 4), room);
    room -= append(body, details(story), room);
    append(body, log(story), room);
    return head + body + foot;
  }

  private static int append(StringBuilder body, String part, int room) {
    if (part.length() > room) {
      return 0;
    }
    body.append(part);
    return part.length();
  }

  private static String head(RunReport run, Links links) {
    Verdict verdict = run.verdict();
    String symbol = verdict == null ? "…" : Words.symbol(verdict);
    String sentence =
        verdict == null ? run.sentence() : Words.withoutVerdict(verdict, run.sentence());
    String workflow = text(run.key().workflow());
    String title =
        sentence.isEmpty() || sentence.startsWith(run.key().workflow())
            ? "### " + symbol + " " + (sentence.isEmpty() ? workflow : text(sentence))
            : "### " + symbol + " " + workflow + ": " + text(sentence);
    return MARKER
        + "\n"
        + title
        + "\n\nmodelgate · [run "
        + run.key().number()
        + "]("
        + links.run(run.project(), run.key().number())
        + ") · "
        + Words.shortSha(text(run.key().sha()))
        + " → "
        + text(target(run))
        + "\n\n";
  }

  /** The branch that the commit is meant for. */
  private static String target(RunReport run) {
    return run.gitEvent() == null ? run.branch() : run.gitEvent().defaultBranch();
  }

  private static String details(Story story) {
    RunReport run = story.run();
    List<String> lines = CommentDetails.lines(story);
    StringBuilder text = new StringBuilder();
    Turn.of(run).ifPresent(turn -> text.append(text(turn)).append("\n\n"));
    if (!lines.isEmpty()) {
      text.append("<details><summary>What changed, where it ran, how sure we are</summary>\n\n");
      lines.forEach(line -> text.append("- ").append(line).append('\n'));
      text.append("\n</details>\n\n");
    }
    return text.toString();
  }

  private static String log(Story story) {
    if (!Turn.endedBadly(story.run()) || story.logTail().isEmpty()) {
      return "";
    }
    List<String> lines = new ArrayList<>();
    int from = Math.max(0, story.logTail().size() - LOG_LINES);
    for (String line : story.logTail().subList(from, story.logTail().size())) {
      lines.add(Clamp.line(Inert.visible(line), LOG_LINE_AT_MOST));
    }
    return "<details open><summary>The last "
        + (lines.size() == 1 ? "line" : lines.size() + " lines")
        + " of the log</summary>\n\n"
        + Inert.fenced(lines)
        + "\n</details>\n\n";
  }

  private static String foot(RunReport run, Links links) {
    String page = links.run(run.project(), run.key().number());
    String next =
        Turn.next(run)
            .map(command -> " · `" + Inert.line(command).replace('`', '\'') + "`")
            .orElse("");
    return "[Report](" + page + ") · [Log](" + page + "#log)" + next + "\n";
  }

  /** Foreign text in Markdown, no longer than anybody reads. */
  static String text(String foreign) {
    return Inert.markdown(Clamp.line(Inert.line(foreign), CELL_AT_MOST));
  }
}
