package dev.modelgate.scheduler.lease;

import java.time.Duration;

/**
 * Says what has to be done about an attempt because of what its runner does not say.
 *
 * <p>Only to be asked when every heartbeat and every report that exists has been read: what is
 * under way is not silence.
 */
public final class LeaseReview {

  private LeaseReview() {}

  /** What to do. */
  public sealed interface Finding {

    /** Nothing. */
    record Fine() implements Finding {}

    /** The runner does not have it: send it again. */
    record SendAgain() implements Finding {}

    /** The runner still runs it although it was told to end it: tell it again. */
    record CancelAgain() implements Finding {}

    /**
     * It is lost.
     *
     * @param why for people
     */
    record IsLost(String why) implements Finding {}
  }

  /**
   * Reviews one attempt.
   *
   * @param attempt the attempt
   * @param runnerName its runner's name, for people
   * @param heardAt when its runner was last heard; before it ever was, when this leader began
   * @param now the reading of the clock that counts only while heartbeats can be heard
   */
  public static Finding review(
      LiveAttempt attempt, String runnerName, Duration heardAt, Duration now, LeaseRules rules) {
    if (atLeast(now.minus(heardAt), rules.lostAfter())) {
      return new Finding.IsLost(
          "Runner %s was not heard of for %s.".formatted(runnerName, inWords(rules.lostAfter())));
    }
    Duration unlisted = heardAt.minus(attempt.listedAt());
    boolean hadIt = attempt.started() || attempt.cancelling();
    if (hadIt && atLeast(unlisted, rules.forgottenAfter())) {
      return new Finding.IsLost(
          "Runner %s does not hold the attempt any more.".formatted(runnerName));
    }
    if (atLeast(unlisted, rules.lostAfter())) {
      return new Finding.IsLost("Runner %s did not take the attempt.".formatted(runnerName));
    }
    Duration sinceCommand = heardAt.minus(attempt.commandedAt());
    if (!hadIt && atLeast(min(unlisted, sinceCommand), rules.resendAfter())) {
      return new Finding.SendAgain();
    }
    Duration listedSinceCommand = attempt.listedAt().minus(attempt.commandedAt());
    if (attempt.cancelling() && atLeast(listedSinceCommand, rules.resendAfter())) {
      return new Finding.CancelAgain();
    }
    return new Finding.Fine();
  }

  /** Whether a host that was silent for so long still gets new work. */
  public static boolean isKnown(Duration silence, LeaseRules rules) {
    return silence.compareTo(rules.unknownAfter()) < 0;
  }

  private static boolean atLeast(Duration value, Duration limit) {
    return value.compareTo(limit) >= 0;
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static String inWords(Duration duration) {
    return duration.toSecondsPart() == 0 && duration.toMinutes() > 0
        ? duration.toMinutes() + " min"
        : duration.toSeconds() + " s";
  }
}
