package dev.modelgate.reporter.render;

import dev.modelgate.reporter.intake.Outcome;
import dev.modelgate.reporter.render.Differences.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands behind the comment's fold: what changed, where it ran, the baseline. */
final class CommentDetails {

  private static final int DIFFERENCES_AT_MOST = 20;
  private static final int NOTES_AT_MOST = 10;

  private CommentDetails() {}

  /** One Markdown line for each thing that is worth knowing. */
  static List<String> lines(Story story) {
    var lines = new ArrayList<String>();
    for (ExperimentReport experiment : story.run().experiments()) {
      boolean several = story.run().experiments().size() > 1;
      String name = several ? CommentRenderer.text(experiment.step()) + ": " : "";
      if (experiment.outcome() != null) {
        lines.add(name + "settings: " + settings(story, experiment));
      }
      if (!experiment.attempts().isEmpty()) {
        lines.add(name + where(experiment));
      }
      experiment.notes().stream()
          .limit(NOTES_AT_MOST)
          .forEach(note -> lines.add(name + CommentRenderer.text("note: " + note)));
    }
    story.baseline().ifPresent(baseline -> lines.add("baseline: " + baseline(baseline)));
    story.run().experiments().stream()
        .flatMap(experiment -> experiment.baselineOf().stream())
        .distinct()
        .forEach(branch -> lines.add("became a baseline of " + CommentRenderer.text(branch)));
    story.run().problems().stream()
        .limit(DIFFERENCES_AT_MOST)
        .forEach(p -> lines.add("warning: " + CommentRenderer.text(StatusRenderer.problem(p))));
    return lines;
  }

  private static String settings(Story story, ExperimentReport experiment) {
    BaselineReport baseline = story.baseline(experiment).orElse(null);
    if (baseline == null) {
      return experiment.outcome() == Outcome.SUCCEEDED
          ? "nothing to compare with yet"
          : "not compared, because the job did not succeed";
    }
    Map<String, String> before = baseline.environment();
    if (before == null) {
      return "not known, because the baseline's run is not known here";
    }
    List<Difference> differences = Differences.between(before, experiment.environment());
    if (differences.isEmpty()) {
      return "unchanged";
    }
    var parts = new ArrayList<String>();
    for (Difference d : differences.stream().limit(DIFFERENCES_AT_MOST).toList()) {
      parts.add(
          CommentRenderer.text(d.name()) + " " + value(d.before()) + " → " + value(d.after()));
    }
    int more = differences.size() - parts.size();
    return String.join(", ", parts) + (more > 0 ? " and " + more + " more" : "");
  }

  private static String value(@Nullable String value) {
    return value == null ? "(none)" : CommentRenderer.text(Clamp.line(Inert.line(value), 80));
  }

  private static String where(ExperimentReport experiment) {
    AttemptReport last = experiment.attempts().getLast();
    StringBuilder text = new StringBuilder("ran on ").append(CommentRenderer.text(last.runner()));
    if (last.startedAt() != null && last.finishedAt() != null) {
      text.append(", ")
          .append(Spans.words(java.time.Duration.between(last.startedAt(), last.finishedAt())));
    }
    if (experiment.attempts().size() > 1) {
      text.append(", attempt ").append(last.number());
    }
    return text.toString();
  }

  private static String baseline(BaselineReport baseline) {
    return CommentRenderer.text(baseline.branch())
        + " at "
        + CommentRenderer.text(Words.shortSha(baseline.value().sha()))
        + ", run "
        + baseline.value().runNumber();
  }
}
