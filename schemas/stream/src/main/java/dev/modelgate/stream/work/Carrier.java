package dev.modelgate.stream.work;

import dev.modelgate.stream.Brief;
import dev.modelgate.stream.Collapse;
import dev.modelgate.stream.GiveUp;
import dev.modelgate.stream.RetryLater;
import dev.modelgate.stream.Task;
import dev.modelgate.stream.TaskKind;
import dev.modelgate.stream.TraceContext;
import dev.modelgate.stream.Transactions;
import dev.modelgate.stream.observe.StreamMetrics;
import dev.modelgate.stream.rows.CurrentConnection;
import dev.modelgate.stream.rows.SqlFailures;
import dev.modelgate.stream.rows.TaskTable;
import dev.modelgate.stream.rows.TaskTable.Taken;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries one task out, then writes what came of it. The writing waits for PostgreSQL as long as it
 * takes: work that is done is not thrown away.
 */
final class Carrier {

  private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);
  private static final long PAUSE = Duration.ofMillis(500).toNanos();
  private static final int TRIES = 3;

  /** Whom a try speaks against. */
  enum Blame {
    NONE,
    HOST,
    NOBODY
  }

  private final Transactions transactions;
  private final CurrentConnection connection;
  private final StreamMetrics metrics;
  private final Clock clock;
  private final BooleanSupplier stopping;

  Carrier(
      Transactions transactions,
      CurrentConnection connection,
      StreamMetrics metrics,
      Clock clock,
      BooleanSupplier stopping) {
    this.transactions = transactions;
    this.connection = connection;
    this.metrics = metrics;
    this.clock = clock;
    this.stopping = stopping;
  }

  Blame carry(Taken taken, TaskKind kind) {
    return TraceContext.step(
        taken.traceparent(), "carry out " + taken.kind(), () -> carryTraced(taken, kind));
  }

  private Blame carryTraced(Taken taken, TaskKind kind) {
    Task task =
        new Task(
            taken.id(),
            taken.kind(),
            taken.key(),
            taken.host(),
            taken.payload(),
            taken.attempt(),
            taken.createdAt());
    Verdict verdict;
    Blame blame;
    try {
      verdict = new Verdict.Done(kind.work().carryOut(task));
      blame = Blame.NONE;
    } catch (Throwable e) {
      Collapse.endIf(e);
      if (stopping.getAsBoolean() || e instanceof InterruptedException) {
        return Blame.NOBODY;
      }
      blame = e instanceof GiveUp || e instanceof RetryLater ? Blame.NONE : Blame.HOST;
      verdict = policy(task, kind, e);
    }
    settle(taken, task, kind, verdict);
    return blame;
  }

  private Verdict policy(Task task, TaskKind kind, Throwable failure) {
    LOG.info(
        "task failed kind={} id={} key={} attempt={} cause=\"{}\"",
        task.kind(),
        task.id(),
        Brief.line(task.key()),
        task.attempt(),
        Brief.of(failure));
    return RetryPolicy.after(
        failure,
        task.attempt(),
        task.createdAt(),
        kind.giveUpAfter(),
        clock.instant(),
        ThreadLocalRandom.current().nextDouble());
  }

  /** Writes the verdict; one that cannot be written by its own fault leads to the next. */
  private void settle(Taken taken, Task task, TaskKind kind, Verdict first) {
    Verdict verdict = first;
    for (int failures = 0; ; ) {
      try {
        String result = write(taken, task, kind, verdict, failures >= TRIES);
        metrics.task(task.kind(), result);
        return;
      } catch (RuntimeException | Error e) {
        Collapse.endIf(e);
        if (stopping.getAsBoolean()) {
          return;
        }
        if (SqlFailures.meaningOf(e) == SqlFailures.Meaning.OWN) {
          failures++;
          LOG.warn(
              "task's result not written kind={} id={} cause=\"{}\"",
              task.kind(),
              task.id(),
              Brief.of(e));
          if (verdict instanceof Verdict.Done) {
            verdict = policy(task, kind, e);
          }
        }
        LockSupport.parkNanos(PAUSE);
      }
    }
  }

  private String write(
      Taken taken, Task task, TaskKind kind, Verdict verdict, boolean withoutTelling) {
    return transactions.call(
        () ->
            switch (verdict) {
              case Verdict.Done(Runnable result) -> {
                if (!finish(taken)) {
                  yield "lost";
                }
                result.run();
                yield "done";
              }
              case Verdict.Over(String reason) -> {
                if (!finish(taken)) {
                  yield "lost";
                }
                if (!withoutTelling) {
                  kind.gaveUp().gaveUp(task, reason);
                }
                yield withoutTelling ? "gave-up-untold" : "gave-up";
              }
              case Verdict.Again(Duration after, String reason) ->
                  connection.use(c -> TaskTable.retry(c, taken.id(), taken.lease(), after, reason))
                      ? "retried"
                      : "lost";
            });
  }

  private boolean finish(Taken taken) {
    boolean ours = connection.use(c -> TaskTable.finish(c, taken.id(), taken.lease()));
    if (!ours) {
      LOG.info("task was taken over kind={} id={}", taken.kind(), taken.id());
    }
    return ours;
  }
}
