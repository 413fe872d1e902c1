package dev.modelgate.stream;

import dev.modelgate.stream.rows.CurrentConnection;
import dev.modelgate.stream.rows.SqlFailures;
import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs work in one PostgreSQL transaction. */
@Singleton
@Requires(property = "datasources.default.url")
public class Transactions {

  private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);
  private static final int REPETITIONS = 10;
  private static final int PAUSE_MILLISECONDS = 10;

  private final TransactionOperations<Connection> operations;
  private final CurrentConnection current;

  Transactions(TransactionOperations<Connection> operations, CurrentConnection current) {
    this.operations = operations;
    this.current = current;
  }

  /**
   * Runs the work in a transaction, or joins the one that is running. A deadlock or serialisation
   * failure repeats it (ten times at most), so it must have no effect outside PostgreSQL.
   */
  public <T> T call(Supplier<T> work) {
    if (current.inTransaction()) {
      return work.get();
    }
    for (int repetition = 1; ; repetition++) {
      try {
        return operations.executeWrite(status -> work.get());
      } catch (RuntimeException e) {
        if (repetition > REPETITIONS
            || SqlFailures.meaningOf(e) != SqlFailures.Meaning.REPEAT
            || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        LOG.info("transaction repeated repetition={} cause={}", repetition, Brief.of(e));
        pause(repetition);
      }
    }
  }

  /** As {@link #call}, for work without a result. */
  public void run(Runnable work) {
    call(
        () -> {
          work.run();
          return Boolean.TRUE;
        });
  }

  /**
   * Does something after the commit of the current transaction, at once where there is none: for
   * what is remembered or counted in memory, which a repetition must not do twice.
   */
  public void afterCommit(Runnable effect) {
    current.afterCommit(effect);
  }

  /** Of two that stand in each other's way, one has to come later. */
  private static void pause(int repetition) {
    LockSupport.parkNanos(
        TimeUnit.MILLISECONDS.toNanos(
            ThreadLocalRandom.current().nextInt(PAUSE_MILLISECONDS * repetition) + 1L));
  }
}
