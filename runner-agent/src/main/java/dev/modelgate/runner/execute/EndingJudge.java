package dev.modelgate.runner.execute;

import dev.modelgate.runner.claim.AttemptOutcome;
import dev.modelgate.runner.claim.Ending;
import dev.modelgate.runner.claim.StopReason;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Says how an attempt ended, from what is known of its job. */
final class EndingJudge {

  private static final int KILLED = 128 + 9;
  private static final int LAST_SIGNAL = 128 + 64;

  private EndingJudge() {}

  /** An attempt that was stopped ended for that reason, whatever its job made of it. */
  static Ending stopped(StopReason reason, Duration longest) {
    return switch (reason) {
      case CANCELLED -> Ending.of(AttemptOutcome.CANCELLED, "The attempt was cancelled.");
      case SUPERSEDED ->
          Ending.of(AttemptOutcome.SUPERSEDED, "A newer commit superseded this one.");
      case TIMED_OUT ->
          Ending.of(
              AttemptOutcome.TIMED_OUT,
              "Expected the job to end within %s, but it still ran".formatted(inWords(longest)));
      case FENCED ->
          Ending.of(AttemptOutcome.INFRASTRUCTURE_LOST, "The attempt was given to somebody else.");
    };
  }

  /**
   * How a job ended that nobody stopped.
   *
   * @param exit its exit status; empty where its supervisor is gone and left none
   * @param rebooted whether the computer was started again since the job was
   * @param memoryRanShort whether the kernel ended some process for want of memory meanwhile
   * @param refused whether the checkout could not be entered, so that the job never began
   */
  static Ending ended(OptionalInt exit, boolean rebooted, boolean memoryRanShort, boolean refused) {
    if (rebooted) {
      return Ending.of(
          AttemptOutcome.INFRASTRUCTURE_LOST,
          "Expected the job to end on a running computer, but it was started again meanwhile");
    }
    if (exit.isEmpty()) {
      return Ending.of(
          AttemptOutcome.INFRASTRUCTURE_LOST,
          "Expected the job's supervisor to say how it ended, but it is gone without a word");
    }
    if (refused) {
      return Ending.of(
          AttemptOutcome.INFRASTRUCTURE_LOST,
          "Expected the job to start in its checkout, but the folder could not be entered");
    }
    int status = exit.getAsInt();
    if (status == 0) {
      return new Ending(AttemptOutcome.SUCCEEDED, 0, null);
    }
    return new Ending(AttemptOutcome.FAILED, status, reason(status, memoryRanShort).orElse(null));
  }

  /** No supervisor could claim the job; nothing of it ran. */
  static Ending couldNotStart(String complaint) {
    return Ending.of(
        AttemptOutcome.INFRASTRUCTURE_LOST,
        "Expected a supervisor to start the job, but none did"
            + (complaint.isEmpty() ? "" : ": " + complaint));
  }

  private static Optional<String> reason(int status, boolean memoryRanShort) {
    if (status == KILLED && memoryRanShort) {
      return Optional.of(
          "The job was killed, and the kernel ended processes on this computer for want of memory"
              + " while it ran.");
    }
    if (status > 128 && status <= LAST_SIGNAL) {
      return Optional.of(
          "Exit code %d is what a shell says of a program that signal %d ended."
              .formatted(status, status - 128));
    }
    return switch (status) {
      case 126 -> Optional.of("Exit code 126 is what a shell says of a file it may not run.");
      case 127 -> Optional.of("Exit code 127 is what a shell says of a command it cannot find.");
      default -> Optional.empty();
    };
  }

  private static String inWords(Duration time) {
    return time.toHours() > 0 && time.toMinutesPart() == 0
        ? time.toHours() + " h"
        : time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
  }
}
