package dev.modelgate.stream.relay;

import dev.modelgate.stream.Transactions;
import dev.modelgate.stream.rows.CurrentConnection;
import dev.modelgate.stream.rows.RelayLeaseTable;
import dev.modelgate.stream.rows.SqlFailures;
import java.time.Duration;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This instance's hold on the relay's lease: an epoch, renewed in time, that may be lost. It need
 * not be given back: it is free as soon as this instance's session ends.
 */
final class Lease {

  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

  private static final int SECONDS = 10;
  private static final long RENEW_AFTER = Duration.ofSeconds(2).toNanos();

  private final Transactions transactions;
  private final CurrentConnection connection;
  private final long instance;
  private boolean held;
  private long epoch;
  private long renewed;

  Lease(Transactions transactions, CurrentConnection connection, long instance) {
    this.transactions = transactions;
    this.connection = connection;
    this.instance = instance;
  }

  long epoch() {
    return epoch;
  }

  /** Takes the lease if it is free, renews it if it is ours; whether it is ours now. */
  boolean hold(long now) {
    if (!held) {
      take(now);
    } else if (now - renewed > RENEW_AFTER) {
      held = transactions.call(() -> connection.use(c -> RelayLeaseTable.renew(c, epoch, SECONDS)));
      renewed = now;
    }
    return held;
  }

  /** As {@link #hold}, while records are on their way: PostgreSQL being away settles nothing. */
  boolean mayBeOurs() {
    try {
      return hold(System.nanoTime());
    } catch (RuntimeException e) {
      if (SqlFailures.meaningOf(e) == SqlFailures.Meaning.OWN) {
        throw e;
      }
      return true;
    }
  }

  void lost() {
    LOG.info("relay lost its lease epoch={}", epoch);
    held = false;
  }

  private void take(long now) {
    OptionalLong taken =
        transactions.call(() -> connection.use(c -> RelayLeaseTable.take(c, instance, SECONDS)));
    if (taken.isPresent()) {
      held = true;
      epoch = taken.getAsLong();
      renewed = now;
      LOG.info("relay took its lease epoch={}", epoch);
    }
  }
}
