package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.intake.Verdict;
import dev.modelgate.reporter.render.RunReport;
import dev.modelgate.reporter.render.RunState;
import dev.modelgate.reporter.render.StatusContext;
import dev.modelgate.reporter.render.Words;
import org.jspecify.annotations.Nullable;

/**
 * A verdict or a state at a glance: colour, sign and word.
 *
 * @param tone name of the colour in the style sheet
 */
public record Badge(String tone, String symbol, String word) {

  /** Icon of a page that is about this. */
  public String icon() {
    return Assets.icon(tone);
  }

  static Badge of(RunReport run) {
    return run.verdict() == null ? of(run.state()) : of(run.verdict());
  }

  static Badge of(Verdict verdict) {
    return new Badge(verdict.word(), Words.symbol(verdict), verdict.word());
  }

  /** Of a check, which waits until it is judged. */
  static Badge ofCheck(@Nullable Verdict verdict) {
    return verdict == null ? new Badge("queued", "○", "waiting") : of(verdict);
  }

  static Badge of(RunState state) {
    return switch (state) {
      case QUEUED -> new Badge("queued", "○", "queued");
      case RUNNING -> new Badge("running", "●", "running");
      case FINISHED -> new Badge("running", "●", "judging");
    };
  }

  static Badge of(StatusContext.State state) {
    return switch (state) {
      case PENDING -> new Badge("running", "●", "pending");
      case SUCCESS -> new Badge("passed", "✓", "success");
      case FAILURE -> new Badge("failed", "✗", "failure");
      case ERROR -> new Badge("errored", "!", "error");
    };
  }
}
