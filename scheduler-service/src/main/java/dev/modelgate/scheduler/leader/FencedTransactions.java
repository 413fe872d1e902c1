package dev.modelgate.scheduler.leader;

import dev.modelgate.stream.Transactions;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** Transactions that only the leader of a term can commit. */
@Singleton
public class FencedTransactions {

  private final Leadership leadership;
  private final Transactions transactions;

  public FencedTransactions(Leadership leadership, Transactions transactions) {
    this.leadership = leadership;
    this.transactions = transactions;
  }

  /**
   * Runs the work in a transaction of its own.
   *
   * @throws NoLongerLeader where another leads by now; nothing is written then
   */
  public <T> T call(long epoch, Supplier<T> work) {
    return transactions.call(
        () -> {
          leadership.fence(epoch);
          return work.get();
        });
  }

  /** As {@link #call}, for work without a result. */
  public void run(long epoch, Runnable work) {
    transactions.run(
        () -> {
          leadership.fence(epoch);
          work.run();
        });
  }
}
