package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.render.RunReport;
import dev.modelgate.reporter.render.RunState;
import dev.modelgate.reporter.render.Spans;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long something took, or has been taking.
 *
 * @param words {@code 12 min 4 s}; {@code –} where nobody knows
 * @param running seconds since its start while it runs, which a page counts on; else −1
 */
public record Took(String words, long running) {

  private static final Took UNKNOWN = new Took("–", -1);

  /** Whether anybody knows. */
  public boolean known() {
    return !equals(UNKNOWN);
  }

  static Took of(RunReport run, Instant now) {
    return run.duration().isPresent()
        ? new Took(Spans.words(run.duration().get()), -1)
        : of(run.startedAt(), null, run.state() == RunState.RUNNING, now);
  }

  static Took of(@Nullable Instant from, @Nullable Instant to, boolean runs, Instant now) {
    if (from == null || to == null && !runs) {
      return UNKNOWN;
    }
    Duration span = Duration.between(from, to == null ? now : to);
    return new Took(Spans.words(span), to == null ? Math.max(0, span.toSeconds()) : -1);
  }
}
