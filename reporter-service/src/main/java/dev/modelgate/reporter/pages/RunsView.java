package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.intake.PlanAnswer;
import dev.modelgate.reporter.intake.Verdict;
import dev.modelgate.reporter.render.DeclinedCommits;
import dev.modelgate.reporter.render.Links;
import dev.modelgate.reporter.render.RunReport;
import dev.modelgate.reporter.render.RunState;
import dev.modelgate.reporter.store.RunFilter;
import dev.modelgate.reporter.store.RunStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The page of all runs.
 *
 * @param declined commits of which nothing ran
 * @param verdicts what can be asked for
 * @param filtered whether anything is left out
 * @param older address of the next page; empty where there is none
 * @param live whether anything on it may still change
 */
public record RunsView(
    List<RunRow> rows,
    List<DeclinedRow> declined,
    List<String> projects,
    List<String> verdicts,
    String project,
    String branch,
    String verdict,
    boolean filtered,
    String older,
    boolean live) {

  private static final List<String> VERDICTS =
      Stream.concat(
              Stream.of(RunState.QUEUED.word(), RunState.RUNNING.word()),
              Stream.of(Verdict.values()).filter(v -> v != Verdict.UNKNOWN).map(Verdict::word))
          .toList();

  static RunsView of(
      RunStore.Page page,
      List<PlanAnswer> answers,
      RunFilter filter,
      List<String> projects,
      Links links,
      Instant now) {
    List<RunReport> runs = page.runs();
    String query = query(filter);
    return new RunsView(
        runs.stream().map(run -> RunRow.of(run, links, now)).toList(),
        declined(runs.isEmpty(), answers, filter).stream()
            .map(declined -> DeclinedRow.of(declined, links, now))
            .toList(),
        projects,
        VERDICTS,
        text(filter.project()),
        text(filter.branch()),
        text(filter.verdict()),
        !query.isEmpty(),
        page.next() == null ? "" : "/?" + query + "before=" + Links.segment(page.next()),
        filter.before() == null);
  }

  /** They stand above the first runs, where no verdict is asked for. */
  private static List<PlanAnswer.Declined> declined(
      boolean noRun, List<PlanAnswer> answers, RunFilter filter) {
    if (filter.before() != null || !text(filter.verdict()).isBlank()) {
      return List.of();
    }
    return DeclinedCommits.beside(noRun, answers, filter.branch());
  }

  private static String query(RunFilter filter) {
    var parts = new ArrayList<String>();
    add(parts, "project", filter.project());
    add(parts, "branch", filter.branch());
    add(parts, "verdict", filter.verdict());
    return String.join("", parts);
  }

  private static void add(List<String> parts, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      parts.add(name + "=" + Links.segment(value) + "&");
    }
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
