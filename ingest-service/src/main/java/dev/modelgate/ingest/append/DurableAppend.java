package dev.modelgate.ingest.append;

import dev.modelgate.stream.Brief;
import dev.modelgate.stream.rows.SqlFailures;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an event durable while the sender waits: in PostgreSQL, else straight in Kafka, else not at
 * all. Both ways carry the same event id, so that what takes both by accident is one downstream.
 */
public final class DurableAppend {

  private static final Logger LOG = LoggerFactory.getLogger(DurableAppend.class);
  private static final long PASS_BY_NANOS = Duration.ofSeconds(1).toNanos();

  private final GroupCommit commits;
  private final Duration postgresWait;
  private final Duration answerWithin;
  private final LongSupplier nanoTime;
  private final AtomicLong passByUntil;

  /**
   * @param postgresWait how long PostgreSQL may take
   * @param answerWithin how long both may take together
   * @param nanoTime a clock that only runs forward
   */
  public DurableAppend(
      GroupCommit commits, Duration postgresWait, Duration answerWithin, LongSupplier nanoTime) {
    this.commits = commits;
    this.postgresWait = postgresWait;
    this.answerWithin = answerWithin;
    this.nanoTime = nanoTime;
    this.passByUntil = new AtomicLong(nanoTime.getAsLong());
  }

  /**
   * Makes an event durable.
   *
   * @param rows writes it in the transaction that it is called in; says whether it was new
   * @param straight sends it to Kafka; its future completes when Kafka has confirmed it
   */
  public Appended append(BooleanSupplier rows, Supplier<Future<?>> straight) {
    long deadline = nanoTime.getAsLong() + answerWithin.toNanos();
    // Who found PostgreSQL away a moment ago spares the others the wait.
    if (nanoTime.getAsLong() - passByUntil.get() >= 0) {
      CompletableFuture<Boolean> answer = commits.submit(rows);
      try {
        return answer.get(postgresWait.toNanos(), TimeUnit.NANOSECONDS)
            ? Appended.COMMITTED
            : Appended.DOUBLE;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Appended.NOWHERE;
      } catch (ExecutionException | TimeoutException e) {
        answer.cancel(false);
        if (isAway(e)) {
          passByUntil.set(nanoTime.getAsLong() + PASS_BY_NANOS);
        }
        LOG.warn("not in PostgreSQL, on to Kafka cause={}", Brief.of(e));
      }
    }
    return straight(straight, deadline);
  }

  /** Whether it is PostgreSQL's fault; what is the event's own makes others no exception. */
  private static boolean isAway(Exception failure) {
    return failure instanceof TimeoutException
        || failure.getCause() instanceof RejectedExecutionException
        || SqlFailures.meaningOf(failure) == SqlFailures.Meaning.AWAY;
  }

  private Appended straight(Supplier<Future<?>> straight, long deadline) {
    try {
      Future<?> sent = straight.get();
      sent.get(Math.max(0, deadline - nanoTime.getAsLong()), TimeUnit.NANOSECONDS);
      return Appended.STRAIGHT;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Appended.NOWHERE;
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      LOG.error("neither PostgreSQL nor Kafka took it cause={}", Brief.of(e));
      return Appended.NOWHERE;
    }
  }
}
