package dev.modelgate.scheduler.leader;

import dev.modelgate.scheduler.store.LeadershipRow;
import dev.modelgate.scheduler.store.LeadershipStore;
import dev.modelgate.stream.Transactions;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * This instance's part in the question who leads a pool. One thread asks; no clocks are compared: a
 * leader is gone when its row does not change for a time that this instance measures itself.
 *
 * <p>Every renewal and every transaction of the leader counts in its row. A row that counts less
 * than the leader knows belongs to a database that has lost commits, so what the leader remembers
 * is wrong: it leads no more, and begins anew in a higher epoch.
 */
public final class Leadership {

  private final LeadershipStore store;
  private final Transactions transactions;
  private final String pool;
  private final String holder;
  private final Duration renewEvery;
  private final Duration takeOverAfter;
  private final LongSupplier nanos;
  private final LongSupplier floor;

  private @Nullable LeadershipRow seen;
  private long seenAt;
  private long epoch = -1;
  private long renewals;
  private long renewedAt;

  /**
   * A candidate.
   *
   * @param holder names this instance; no other may have the same name
   * @param nanos a clock that only grows
   * @param floor no earlier epoch was higher, although the row may have gone back in time: agents
   *     remember what a restored database has forgotten
   */
  public Leadership(
      LeadershipStore store,
      Transactions transactions,
      String pool,
      String holder,
      Duration renewEvery,
      Duration takeOverAfter,
      LongSupplier nanos,
      LongSupplier floor) {
    this.store = store;
    this.transactions = transactions;
    this.pool = pool;
    this.holder = holder;
    this.renewEvery = renewEvery;
    this.takeOverAfter = takeOverAfter;
    this.nanos = nanos;
    this.floor = floor;
  }

  public String pool() {
    return pool;
  }

  /** Holds on to leadership or tries to get it; the epoch while this instance leads. */
  public OptionalLong hold() {
    if (epoch >= 0 && passed(renewedAt, renewEvery)) {
      renew();
    }
    if (epoch < 0) {
      watch();
    }
    return epoch < 0 ? OptionalLong.empty() : OptionalLong.of(epoch);
  }

  /**
   * Makes the current transaction one of the leader: it fails where another leads by now, or where
   * the database has forgotten what was committed, and nobody takes over before it has ended.
   */
  public void fence(long inEpoch) {
    long known = inEpoch == epoch ? renewals : 0;
    Long count = store.count(pool, holder, inEpoch, known);
    if (count == null) {
      if (inEpoch == epoch) {
        lose();
      }
      throw new NoLongerLeader(pool, inEpoch);
    }
    transactions.afterCommit(
        () -> renewals = inEpoch == epoch ? Math.max(renewals, count) : renewals);
  }

  /** Goes in peace, so that another need not wait. */
  public void release() {
    if (epoch >= 0) {
      transactions.run(() -> store.release(pool, holder, epoch));
      lose();
    }
  }

  private void renew() {
    // The clock is read first: what the database takes counts against this instance.
    long at = nanos.getAsLong();
    Optional<Long> count =
        transactions.call(() -> Optional.ofNullable(store.count(pool, holder, epoch, renewals)));
    if (count.isPresent()) {
      renewals = count.get();
      renewedAt = at;
    } else {
      lose();
    }
  }

  private void lose() {
    epoch = -1;
    seen = null;
  }

  private void watch() {
    long at = nanos.getAsLong();
    LeadershipRow row =
        transactions.call(
            () -> {
              store.ensure(pool);
              return store.findByPool(pool).orElseThrow();
            });
    if (!row.equals(seen)) {
      seen = row;
      seenAt = at;
    }
    // Where the row still has this instance's own name, nobody else leads.
    boolean free = row.holder() == null || row.holder().equals(holder);
    if (free || passed(seenAt, takeOverAfter)) {
      takeOver(row, at);
    }
  }

  private void takeOver(LeadershipRow row, long at) {
    long next = Math.max(row.epoch() + 1, floor.getAsLong());
    int changed =
        transactions.call(() -> store.takeOver(pool, holder, row.epoch(), row.renewals(), next));
    if (changed == 1) {
      epoch = next;
      renewals = 0;
      renewedAt = at;
    } else {
      seen = null;
    }
  }

  private boolean passed(long since, Duration time) {
    return nanos.getAsLong() - since >= time.toNanos();
  }
}
