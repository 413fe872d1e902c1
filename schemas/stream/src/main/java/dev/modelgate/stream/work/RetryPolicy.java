package dev.modelgate.stream.work;

import dev.modelgate.stream.Backoff;
import dev.modelgate.stream.Brief;
import dev.modelgate.stream.GiveUp;
import dev.modelgate.stream.RetryLater;
import java.time.Duration;
import java.time.Instant;

/** Decides what follows from a task's exception. */
final class RetryPolicy {

  private static final Backoff PAUSES = new Backoff(Duration.ofMillis(500), Duration.ofMinutes(1));
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofDays(1);

  private RetryPolicy() {}

  /**
   * The verdict.
   *
   * @param attempt the one that failed, from 1
   * @param chance from 0 to 1, spreads the pause
   */
  static Verdict after(
      Throwable failure,
      int attempt,
      Instant createdAt,
      Duration giveUpAfter,
      Instant now,
      double chance) {
    if (failure instanceof GiveUp giveUp) {
      return new Verdict.Over(reasonOf(giveUp));
    }
    String reason = reasonOf(failure);
    if (!now.isBefore(createdAt.plus(giveUpAfter))) {
      return new Verdict.Over(reason);
    }
    if (failure instanceof RetryLater later) {
      Duration asked = later.after().compareTo(SHORTEST) < 0 ? SHORTEST : later.after();
      return new Verdict.Again(asked.compareTo(LONGEST) < 0 ? asked : LONGEST, reason);
    }
    return new Verdict.Again(PAUSES.after(attempt, chance), reason);
  }

  /** The message where somebody wrote one, else the exception's kind and place. */
  private static String reasonOf(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? Brief.of(failure) : Brief.line(message);
  }
}
