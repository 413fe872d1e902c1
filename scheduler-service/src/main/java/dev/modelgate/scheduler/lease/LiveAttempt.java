package dev.modelgate.scheduler.lease;

import java.time.Duration;

/**
 * An attempt that may run, and what was heard of it. All times are readings of one clock that
 * counts only while heartbeats can be heard.
 *
 * @param attemptId its id
 * @param experimentId its experiment
 * @param runnerId its runner
 * @param token its token
 * @param started whether the runner said that the job runs
 * @param cancelling whether its end was asked for
 * @param commandedAt when the runner was last told something about it
 * @param listedAt when a heartbeat last listed it; before any did, when it was placed, or when this
 *     leader began
 */
public record LiveAttempt(
    String attemptId,
    String experimentId,
    String runnerId,
    long token,
    boolean started,
    boolean cancelling,
    Duration commandedAt,
    Duration listedAt) {

  /** The same attempt, listed by a heartbeat. */
  public LiveAttempt listed(Duration at) {
    return new LiveAttempt(
        attemptId, experimentId, runnerId, token, started, cancelling, commandedAt, at);
  }

  /** The same attempt, after the runner was told something about it. */
  public LiveAttempt commanded(Duration at) {
    return new LiveAttempt(
        attemptId, experimentId, runnerId, token, started, cancelling, at, listedAt);
  }

  /** The same attempt after its runner or a person said something. */
  public LiveAttempt standing(boolean nowStarted, boolean nowCancelling) {
    return new LiveAttempt(
        attemptId, experimentId, runnerId, token, nowStarted, nowCancelling, commandedAt, listedAt);
  }
}
