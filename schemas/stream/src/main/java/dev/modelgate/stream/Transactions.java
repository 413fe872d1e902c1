package dev.modelgate.stream;

import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.function.Supplier;

/** Runs work in one PostgreSQL transaction. */
@Singleton
@Requires(property = "datasources.default.url")
public class Transactions {

  private final TransactionOperations<Connection> operations;

  Transactions(TransactionOperations<Connection> operations) {
    this.operations = operations;
  }

  /**
   * Runs the work in a transaction, or joins the one that is running. A deadlock or serialisation
   * failure repeats it, so it must have no effect outside PostgreSQL.
   */
  public <T> T call(Supplier<T> work) {
    return operations.executeWrite(status -> work.get());
  }

  /** As {@link #call}, for work without a result. */
  public void run(Runnable work) {
    operations.executeWrite(
        status -> {
          work.run();
          return Boolean.TRUE;
        });
  }
}
