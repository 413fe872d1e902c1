package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.bucket.BucketException;
import dev.modelgate.reporter.log.LogLines;
import dev.modelgate.reporter.log.LogOf;
import dev.modelgate.reporter.log.LogSnapshot;
import dev.modelgate.reporter.log.LogWindow;
import dev.modelgate.reporter.log.Logs;
import dev.modelgate.reporter.log.SearchDesk;
import dev.modelgate.reporter.render.AttemptReport;
import dev.modelgate.reporter.render.Links;
import dev.modelgate.reporter.render.RunReport;
import dev.modelgate.reporter.render.RunState;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the part of a log that a page shows: bounded, whatever the job wrote. */
@Singleton
final class LogViewer {

  /** What the page of a run shows. */
  static final int LAST_LINES = 200;

  /** What the log's own page shows. */
  static final int WINDOW = 500;

  private static final int HITS = 200;
  private static final String AWAY = "What is stored of this log cannot be read at the moment.";

  private final Logs logs;
  private final SearchDesk searches;

  LogViewer(Logs logs, SearchDesk searches) {
    this.logs = logs;
    this.searches = searches;
  }

  /** The end of an attempt's log, of the newest where none is named. */
  LogView end(RunReport run, Links links, @Nullable String attempt) {
    return attempt(run, attempt)
        .map(chosen -> view(run, links, chosen, null, LAST_LINES))
        .orElseGet(() -> LogView.none(nothing(run)));
  }

  /**
   * The lines around one.
   *
   * @param line null for the end
   */
  LogView around(RunReport run, Links links, @Nullable String attempt, @Nullable Long line) {
    return attempt(run, attempt)
        .map(chosen -> view(run, links, chosen, line, WINDOW))
        .orElseGet(() -> LogView.none(nothing(run)));
  }

  /** The lines with a text in them. */
  SearchView search(
      RunReport run, Links links, @Nullable String attempt, String wanted, long from) {
    AttemptReport chosen = attempt(run, attempt).orElse(null);
    if (chosen == null || wanted.isBlank()) {
      return SearchView.none();
    }
    LogSnapshot log = logs.look(LogOf.of(chosen));
    if (!log.trouble().isEmpty()) {
      return SearchView.failed(wanted, log.trouble());
    }
    String again = links.log(run, LogOf.name(run, chosen)) + "&q=" + Links.segment(wanted);
    try {
      return searches
          .search(log, wanted, from, HITS)
          .map(hits -> SearchView.of(wanted, hits, again + "&from=" + (hits.searchedTo() + 1)))
          .orElseGet(
              () -> SearchView.failed(wanted, "Too many searches run; try again in a moment."));
    } catch (BucketException e) {
      return SearchView.failed(wanted, AWAY);
    }
  }

  /** Whose log is shown. */
  static Optional<AttemptReport> attempt(RunReport run, @Nullable String wanted) {
    return LogOf.find(run, wanted).or(() -> LogOf.newest(run));
  }

  private LogView view(
      RunReport run, Links links, AttemptReport attempt, @Nullable Long line, int count) {
    String name = LogOf.name(run, attempt);
    String page = links.log(run, name);
    String raw = links.api(run) + "/log?attempt=" + Links.segment(name);
    LogSnapshot log = logs.look(LogOf.of(attempt));
    LogWindow window;
    try {
      window =
          line == null
              ? LogLines.last(log, count)
              : LogLines.from(log, Math.max(1, line - count / 2), count);
    } catch (BucketException e) {
      return new LogView(choices(run, links, attempt), List.of(), page, raw, "", "", "", AWAY);
    }
    boolean follows = window.atEnd() && !log.ended();
    String live = links.api(run) + "/log/live?attempt=" + Links.segment(name);
    return new LogView(
        choices(run, links, attempt),
        window.lines(),
        page,
        raw,
        follows ? live + "&from=" + window.next() : "",
        window.first() > 1 ? at(page, Math.max(1, window.first() - count / 2)) : "",
        window.atEnd() ? "" : at(page, window.last() + count / 2),
        remark(log, window));
  }

  private static String at(String page, long line) {
    return page + "&line=" + line;
  }

  private static List<LogView.Choice> choices(RunReport run, Links links, AttemptReport chosen) {
    boolean steps = run.experiments().size() > 1;
    return run.experiments().stream()
        .flatMap(
            experiment ->
                experiment.attempts().stream()
                    .map(
                        attempt ->
                            new LogView.Choice(
                                (steps ? experiment.step() + ", " : "")
                                    + "attempt "
                                    + attempt.number(),
                                links.log(run, LogOf.name(run, attempt)),
                                attempt.id().equals(chosen.id()))))
        .toList();
  }

  private static String remark(LogSnapshot log, LogWindow window) {
    if (!log.trouble().isEmpty()) {
      return log.trouble();
    }
    return window.lines().isEmpty()
        ? log.ended() ? "The job wrote nothing." : "Nothing was written yet."
        : "";
  }

  private static String nothing(RunReport run) {
    return run.state() == RunState.FINISHED ? "No job started." : "No job started yet.";
  }
}
