package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.render.AttemptReport;
import dev.modelgate.reporter.render.Links;
import dev.modelgate.reporter.render.LogLine;
import dev.modelgate.reporter.render.LogPage;
import dev.modelgate.reporter.render.RunReport;
import dev.modelgate.reporter.render.RunState;
import dev.modelgate.reporter.store.LogStore;
import dev.modelgate.reporter.store.LogWindow;
import dev.modelgate.reporter.store.StoryStore;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the part of a log that a page shows: bounded, whatever the job wrote. */
@Singleton
final class LogViewer {

  /** A log of empty lines has a great many of them in one window. */
  static final int LINES_AT_MOST = 4_000;

  private final LogStore logs;

  LogViewer(LogStore logs) {
    this.logs = logs;
  }

  /**
   * A window of an attempt's log.
   *
   * @param attemptNumber null for the newest
   * @param window null for the end of the log
   */
  LogView view(RunReport run, Links links, @Nullable Integer attemptNumber, @Nullable Long window) {
    List<AttemptReport> attempts =
        run.experiments().stream().flatMap(e -> e.attempts().stream()).toList();
    Optional<AttemptReport> chosen =
        attempts.stream()
            .filter(a -> attemptNumber != null && a.number() == attemptNumber)
            .findFirst()
            .or(() -> StoryStore.newestAttempt(run));
    String page = links.run(run.project(), run.key().number());
    if (chosen.isEmpty()) {
      String remark = run.state() == RunState.FINISHED ? "No job started." : "No job started yet.";
      return new LogView(List.of(), List.of(), "", "", "", "", remark);
    }
    AttemptReport attempt = chosen.get();
    List<LogView.Choice> choices =
        attempts.stream()
            .map(
                a ->
                    new LogView.Choice(
                        "attempt " + a.number(),
                        ExperimentView.logUrl(page, a),
                        a.id().equals(attempt.id())))
            .toList();
    String raw =
        "/api/runs/"
            + Links.segment(run.project())
            + "/"
            + run.key().number()
            + "/log?attempt="
            + attempt.number();
    LogStore.Extent extent = logs.extent(attempt.id()).orElse(new LogStore.Extent(0, 0, false));
    return window(attempt, extent, window, choices, raw);
  }

  private LogView window(
      AttemptReport attempt,
      LogStore.Extent extent,
      @Nullable Long asked,
      List<LogView.Choice> choices,
      String raw) {
    long last = Math.max(0, (extent.size() - 1) / LogPage.WINDOW);
    long end = asked == null ? last : Math.clamp(asked, 0, last);
    // The end of a log may just have begun a window: the one before belongs to what is looked for.
    long first = Math.max(0, end - 1);
    long from = first * LogPage.WINDOW;
    long to = (end + 1) * LogPage.WINDOW;
    LogWindow window = logs.read(attempt.id(), extent, Math.max(0, from - 1), to + LogPage.OVERRUN);
    List<LogLine> lines = LogPage.lines(window.segments(), window.newlinesBefore(), from, to);
    int hidden = Math.max(0, lines.size() - LINES_AT_MOST);
    String base = "?attempt=" + attempt.number() + "&log=";
    return new LogView(
        choices,
        lines.subList(hidden, lines.size()),
        base + end,
        first > 0 ? base + (first - 1) + "#log" : "",
        end < last ? base + (end + 1) + "#log" : "",
        raw,
        remark(extent, lines, hidden));
  }

  private static String remark(LogStore.Extent extent, List<LogLine> lines, int hidden) {
    if (extent.size() == 0) {
      return extent.ended() ? "The job wrote nothing." : "Nothing was written yet.";
    }
    if (lines.isEmpty()) {
      return "No line begins in this part of the log; the raw log has it.";
    }
    return hidden == 0 ? "" : hidden + " lines of this part are left out; the raw log has them.";
  }
}
