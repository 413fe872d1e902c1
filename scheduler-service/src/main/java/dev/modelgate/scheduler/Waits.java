package dev.modelgate.scheduler;

import dev.modelgate.scheduler.lease.Outcome;
import dev.modelgate.stream.Transactions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long people wait, and what came of attempts, as meters; counted after the commit of what they
 * tell of.
 */
@Singleton
class Waits {

  private static final Duration[] BOUNDS =
      Stream.of(100, 300, 1_000, 3_000, 10_000, 30_000, 60_000, 300_000, 1_800_000, 7_200_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry meters;
  private final Transactions transactions;
  private final Timer plan;
  private final Timer start;
  private final Timer verdict;
  private final Timer jobs;

  Waits(MeterRegistry meters, Transactions transactions) {
    this.meters = meters;
    this.transactions = transactions;
    this.plan = wait("plan");
    this.start = wait("start");
    this.verdict = wait("verdict");
    this.jobs =
        Timer.builder("modelgate.scheduler.jobs")
            .description("How long jobs ran, as their runners say")
            .serviceLevelObjectives(BOUNDS)
            .register(meters);
    Stream.of(Outcome.values()).forEach(this::ended);
  }

  /** A git event or a command was heard then, a run is planned now. */
  void planned(Instant heardAt, Instant now) {
    record(plan, heardAt, now);
  }

  /** An experiment was queued then, its job runs since. */
  void started(Instant queuedAt, Instant startedAt) {
    record(start, queuedAt, startedAt);
  }

  /** A job ended then, its verdict is heard now. */
  void judged(@Nullable Instant finishedAt, Instant now) {
    record(verdict, finishedAt, now);
  }

  /** An attempt is over; the times are null where no job ran or nobody says. */
  void ended(Outcome outcome, @Nullable Instant startedAt, @Nullable Instant finishedAt) {
    transactions.afterCommit(() -> ended(outcome).increment());
    record(jobs, startedAt, finishedAt);
  }

  private Counter ended(Outcome outcome) {
    return Counter.builder("modelgate.scheduler.attempts.ended")
        .description("Attempts that are over, by how they ended")
        .tag("outcome", outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .register(meters);
  }

  private Timer wait(String what) {
    return Timer.builder("modelgate.scheduler.wait")
        .description(
            "What people wait for: plan (event heard, run planned), start (experiment queued, job"
                + " started), verdict (job ended, verdict heard)")
        .tag("for", what)
        .serviceLevelObjectives(BOUNDS)
        .register(meters);
  }

  /** The clocks of two machines may disagree by a little: never less than nothing. */
  private void record(Timer timer, @Nullable Instant from, @Nullable Instant to) {
    if (from != null && to != null) {
      Duration time = Duration.between(from, to);
      transactions.afterCommit(() -> timer.record(time.isNegative() ? Duration.ZERO : time));
    }
  }
}
