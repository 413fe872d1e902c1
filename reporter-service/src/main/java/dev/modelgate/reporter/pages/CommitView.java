package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.intake.Problem;
import dev.modelgate.reporter.render.CommitReport;
import dev.modelgate.reporter.render.Links;
import dev.modelgate.reporter.render.StatusContext;
import dev.modelgate.reporter.render.StatusRenderer;
import java.time.Instant;
import java.util.List;

/**
 * The page of one commit: its statuses, its runs, what is wrong with its workflow file.
 *
 * @param declined why nothing ran; empty where anything did
 * @param warnings about a workflow file that is valid
 * @param noteTrouble why its note could not be written; empty where there is no trouble
 */
public record CommitView(
    String project,
    String sha,
    String subject,
    List<StatusRow> statuses,
    List<RunRow> runs,
    String declined,
    List<String> problems,
    List<String> warnings,
    String noteTrouble,
    boolean live) {

  /** One status. */
  public record StatusRow(Badge badge, String context, String description, String url) {}

  static CommitView of(CommitReport commit, String noteTrouble, Links links, Instant now) {
    List<StatusContext> statuses = StatusRenderer.render(commit, links);
    return new CommitView(
        commit.project(),
        commit.sha(),
        subject(commit),
        statuses.stream()
            .map(s -> new StatusRow(Badge.of(s.state()), s.context(), s.description(), s.url()))
            .toList(),
        commit.runs().stream().map(run -> RunRow.of(run, links, now)).toList(),
        commit.declined() == null ? "" : commit.declined().sentence(),
        commit.problems().stream().map(CommitView::problem).toList(),
        commit.warnings().stream().map(CommitView::problem).toList(),
        noteTrouble,
        statuses.stream().anyMatch(s -> s.state() == StatusContext.State.PENDING));
  }

  static String problem(Problem problem) {
    String place =
        problem.line() > 0
            ? problem.path() + ":" + problem.line() + ":" + problem.column()
            : problem.path();
    return place + "  " + problem.message();
  }

  private static String subject(CommitReport commit) {
    if (commit.declined() != null && commit.declined().commit() != null) {
      return commit.declined().commit().subject();
    }
    return commit.runs().stream()
        .map(run -> run.subject())
        .filter(subject -> !subject.isBlank())
        .findFirst()
        .orElse("");
  }
}
