package dev.modelgate.stream;

import java.time.Duration;

/**
 * How long to wait after a failure: twice as long each time, up to a limit.
 *
 * @param first pause after the first failure
 * @param longest limit
 */
public record Backoff(Duration first, Duration longest) {

  public Backoff {
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "Expected a first pause above zero and a limit not below it, but got "
              + first
              + " and "
              + longest);
    }
  }

  /** The pause after that many failures in a row, from 1. */
  public Duration after(int failures) {
    Duration pause = first;
    for (int failure = 1; failure < failures && pause.compareTo(longest) < 0; failure++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(longest) < 0 ? pause : longest;
  }

  /**
   * The same, spread so that many who failed together do not come back together.
   *
   * @param chance from 0 (inclusive) to 1 (exclusive): between four fifths of the pause and all of
   *     it
   */
  public Duration after(int failures, double chance) {
    long full = after(failures).toMillis();
    return Duration.ofMillis(full - (long) (full * 0.2 * chance));
  }
}
