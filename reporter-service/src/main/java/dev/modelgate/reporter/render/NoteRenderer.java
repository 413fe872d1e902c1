package dev.modelgate.reporter.render;

import dev.modelgate.reporter.intake.DeclineReason;
import dev.modelgate.reporter.intake.PlanAnswer;
import dev.modelgate.reporter.intake.Verdict;
import dev.modelgate.reporter.render.StatusContext.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The note on a commit, for repositories without a forge. It is written when something has
 * concluded, so what still runs is said in words that do not change while it does, and a repetition
 * that still runs leaves the verdict that is there.
 */
public final class NoteRenderer {

  private static final int LINE_AT_MOST = 300;
  private static final int DETAILS_AT_MOST = 30;
  private static final int NOTES_AT_MOST = 10;

  private NoteRenderer() {}

  /** The whole note, or nothing as long as there is nothing to say for good. */
  public static Optional<String> render(CommitReport commit, Links links) {
    if (commit.problems().isEmpty() && !anyConcluded(commit) && !isError(commit)) {
      return Optional.empty();
    }
    List<RunReport> concluded = new ArrayList<>();
    for (WorkflowReport workflow : commit.workflows()) {
      if (workflow.concluded() != null) {
        concluded.add(workflow.concluded());
      }
    }
    StatusContext whole = Conclusions.of(commit, concluded, links);
    StringBuilder note = new StringBuilder();
    append(note, whole.state(), ContextNames.ALL, whole.description());
    for (WorkflowReport workflow : commit.workflows()) {
      append(note, commit, workflow, links);
    }
    return Optional.of(note.append(whole.url()).append('\n').toString());
  }

  private static void append(
      StringBuilder note, CommitReport commit, WorkflowReport workflow, Links links) {
    String name = ContextNames.workflow(workflow.name());
    RunReport run = workflow.concluded();
    if (run != null) {
      String text = RunWords.describe(run) + " (run " + run.key().number() + ")";
      append(note, StatusRenderer.state(run.verdict()), name, text);
      details(run).forEach(line -> append(note, "  " + line));
    } else if (workflow.invalid() != null) {
      StatusContext status = StatusRenderer.invalid(commit, workflow.invalid(), links);
      append(note, status.state(), name, status.description());
    } else {
      append(note, State.PENDING, name, "not finished yet");
    }
  }

  /** What each check says, and what people should know about how the run ran. */
  private static List<String> details(RunReport run) {
    List<String> notes =
        run.experiments().stream()
            .flatMap(experiment -> experiment.notes().stream())
            .map(text -> "note: " + Inert.line(text))
            .distinct()
            .limit(NOTES_AT_MOST)
            .toList();
    List<String> checks = checks(run);
    int shown = Math.min(checks.size(), DETAILS_AT_MOST - notes.size());
    List<String> lines = new ArrayList<>(checks.subList(0, shown));
    if (shown < checks.size()) {
      lines.add("… and " + Words.count(checks.size() - shown, "more check"));
    }
    lines.addAll(notes);
    return lines;
  }

  /** All of them, but for the only one of a run whose line has said the same. */
  private static List<String> checks(RunReport run) {
    if (run.checks().size() == 1 && run.verdict() != Verdict.PASSED) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    for (CheckReport check : run.checks()) {
      Verdict verdict = check.verdict();
      if (check.inComment() && verdict != null && check.sentence() != null) {
        String said = Words.withoutVerdict(verdict, check.sentence());
        lines.add(Words.symbol(verdict) + " " + Inert.line(check.key() + ": " + said));
      }
    }
    return lines;
  }

  private static void append(StringBuilder note, State state, String name, String text) {
    append(note, symbol(state) + " " + Inert.line(name) + ": " + Inert.line(text));
  }

  private static void append(StringBuilder note, String line) {
    note.append(Clamp.line(line, LINE_AT_MOST)).append('\n');
  }

  private static String symbol(State state) {
    return switch (state) {
      case PENDING -> "…";
      case SUCCESS -> "✓";
      case FAILURE -> "✗";
      case ERROR -> "!";
    };
  }

  private static boolean anyConcluded(CommitReport commit) {
    return commit.workflows().stream().anyMatch(workflow -> workflow.concluded() != null);
  }

  /**
   * Nothing to run is no news; that something could not be run is. A commit that is not there takes
   * no note.
   */
  private static boolean isError(CommitReport commit) {
    PlanAnswer.Declined declined = commit.declined();
    return declined != null
        && declined.reason().isError()
        && declined.reason() != DeclineReason.COMMIT_MISSING;
  }
}
