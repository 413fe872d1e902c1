package dev.modelgate.runner.claim;

import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended, and why.
 *
 * @param exitCode of the job; null where it did not exit by itself
 * @param message why, in a sentence; null where the outcome says all
 */
public record Ending(AttemptOutcome outcome, @Nullable Integer exitCode, @Nullable String message) {

  /** An ending without the job's own doing. */
  public static Ending of(AttemptOutcome outcome, String message) {
    return new Ending(outcome, null, message);
  }
}
