package dev.modelgate.runner.execute;

import dev.modelgate.runner.claim.Ending;
import dev.modelgate.runner.claim.HeldAttempt;
import dev.modelgate.runner.claim.StopReason;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Starts a job once and stays with it until it has ended, by itself or because it has to. It can be
 * left and taken up again at any line, by this agent or a later one.
 */
public final class JobWatch {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration CLAIM = Duration.ofSeconds(30);
  private static final Duration BURIAL = Duration.ofSeconds(30);

  private final HeldAttempt attempt;
  private final Supervisor supervisor;
  private final Killer killer;
  private final JobLimits limits;
  private final BooleanSupplier closing;

  public JobWatch(
      HeldAttempt attempt, Supervisor supervisor, JobLimits limits, BooleanSupplier closing) {
    this.attempt = attempt;
    this.supervisor = supervisor;
    this.killer = new Killer(supervisor);
    this.limits = limits;
    this.closing = closing;
  }

  /** How an attempt ended that was stopped, whatever its job made of it. */
  public static Ending stopped(StopReason reason, JobLimits limits) {
    return EndingJudge.stopped(reason, limits.longest());
  }

  /**
   * Has a supervisor run the job, unless one did already or the attempt is to end.
   *
   * @return how the attempt ended, where its job never ran; empty where it was started, now or
   *     before, and where the agent is closing
   */
  public Optional<Ending> start() throws InterruptedException {
    if (supervisor.isClaimed()) {
      return unstarted();
    }
    if (attempt.stopReason().isPresent() && supervisor.preempt()) {
      return unstarted();
    }
    supervisor.start(limits);
    long began = System.nanoTime();
    while (!supervisor.isClaimed() && !closing.getAsBoolean()) {
      if (System.nanoTime() - began > CLAIM.toNanos()) {
        supervisor.preempt();
        return unstarted();
      }
      attempt.awaitChange(Duration.ofMillis(20));
    }
    return Optional.empty();
  }

  /** The ending of a job that the agent kept from running; empty where a supervisor has it. */
  private Optional<Ending> unstarted() {
    if (supervisor.process().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        attempt
            .stopReason()
            .map(reason -> stopped(reason, limits))
            .orElseGet(() -> EndingJudge.couldNotStart(supervisor.complaint())));
  }

  /**
   * Waits for the end of a started job, and sees to it.
   *
   * @param rebooted whether the computer was started again since the job was
   * @return how it ended; empty where the agent is closing
   */
  public Optional<Ending> await(boolean rebooted) throws InterruptedException {
    if (rebooted) {
      return Optional.of(ending(true));
    }
    while (!isOver()) {
      if (closing.getAsBoolean()) {
        return Optional.empty();
      }
      if (attempt.stopReason().isPresent()) {
        if (!kill()) {
          return Optional.empty();
        }
      } else if (isTooOld()) {
        attempt.stop(StopReason.TIMED_OUT);
      } else {
        attempt.awaitChange(POLL);
      }
    }
    return Optional.of(ending(false));
  }

  private Ending ending(boolean rebooted) {
    if (!rebooted && supervisor.exit().isEmpty()) {
      killer.sweep();
    }
    return attempt
        .stopReason()
        .map(reason -> stopped(reason, limits))
        .orElseGet(
            () ->
                EndingJudge.ended(
                    supervisor.exit(),
                    rebooted,
                    supervisor.memoryRanShort(),
                    supervisor.wasRefused()));
  }

  /** The exit file is looked for after the process, which writes it before it ends. */
  private boolean isOver() {
    return !supervisor.isAlive() || supervisor.exit().isPresent();
  }

  private boolean isTooOld() {
    return supervisor
        .process()
        .map(process -> supervisor.processes().age(process).compareTo(limits.longest()) > 0)
        .orElse(false);
  }

  /** Asks, waits, forces; false where the agent is closing before the job is dead. */
  private boolean kill() throws InterruptedException {
    long began = System.nanoTime();
    Duration asked = Duration.ZERO;
    while (!isOver()) {
      if (closing.getAsBoolean()) {
        return false;
      }
      Duration passed = Duration.ofNanos(System.nanoTime() - began);
      if (passed.compareTo(limits.grace().plus(BURIAL)) > 0) {
        killer.forceSupervisor();
      } else if (passed.compareTo(limits.grace()) > 0) {
        killer.force();
      } else if (asked.isZero() || passed.minus(asked).toSeconds() >= 1) {
        // Asked again and again: the job may not have been there yet the first time.
        killer.ask();
        asked = passed.plusNanos(1);
      }
      attempt.awaitChange(POLL);
    }
    return true;
  }
}
