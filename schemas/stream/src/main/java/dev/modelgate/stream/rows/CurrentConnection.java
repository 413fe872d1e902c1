package dev.modelgate.stream.rows;

import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.TransactionStatus;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;

/** The connection of the transaction that the current thread is in. */
@Singleton
@Requires(property = "datasources.default.url")
public class CurrentConnection {

  /** Statements that run on a connection. */
  @FunctionalInterface
  public interface Work<T> {

    T on(Connection connection) throws SQLException;
  }

  private final TransactionOperations<Connection> operations;

  CurrentConnection(TransactionOperations<Connection> operations) {
    this.operations = operations;
  }

  /** Whether there is a transaction. */
  public boolean inTransaction() {
    return operations.findTransactionStatus().isPresent();
  }

  /**
   * Runs statements in the current transaction.
   *
   * @throws IllegalStateException outside a transaction
   */
  public <T> T use(Work<T> work) {
    try {
      return work.on((Connection) status().getConnection());
    } catch (SQLException e) {
      throw new DatabaseFailure(e);
    }
  }

  /** Does something after the commit of the current transaction; at once where there is none. */
  public void afterCommit(Runnable effect) {
    operations
        .findTransactionStatus()
        .ifPresentOrElse(
            status ->
                status.registerSynchronization(
                    new TransactionSynchronization() {
                      @Override
                      public void afterCommit() {
                        effect.run();
                      }
                    }),
            effect);
  }

  TransactionStatus<?> status() {
    return operations
        .findTransactionStatus()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Expected a transaction, but there is none; use Transactions or"
                        + " @Transactional"));
  }
}
