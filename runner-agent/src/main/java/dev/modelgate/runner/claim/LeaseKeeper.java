package dev.modelgate.runner.claim;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** The leases of the running session, for threads that send, answer and ask. Thread-safe. */
public final class LeaseKeeper {

  private final Duration patience;
  private final LongSupplier nanos;
  private Leases leases;
  private long heardAt;

  /**
   * Keeps no lease yet.
   *
   * @param patience how long a lease holds without being renewed
   * @param nanos a monotonic clock in nanoseconds
   */
  public LeaseKeeper(String session, Duration patience, LongSupplier nanos) {
    this.leases = Leases.none(session);
    this.patience = patience;
    this.nanos = nanos;
    this.heardAt = nanos.getAsLong();
  }

  public synchronized String session() {
    return leases.session();
  }

  /** Notes that a heartbeat with these attempts goes out now, and answers its sequence. */
  public synchronized long beat(Set<AttemptKey> attempts) {
    leases = leases.sent(attempts, nanos.getAsLong());
    return leases.sent();
  }

  /** Takes an answer in: the attempts that were lost by it; empty where the answer is stale. */
  public synchronized Optional<Set<AttemptKey>> answered(Command.Renew answer) {
    return switch (leases.answered(answer)) {
      case Leases.Renewal.Stale() -> Optional.empty();
      case Leases.Renewal.Counts(Leases next, Set<AttemptKey> lost) -> {
        leases = next;
        heardAt = nanos.getAsLong();
        yield Optional.of(lost);
      }
    };
  }

  public synchronized void assigned(AttemptKey key) {
    leases = leases.assigned(key, nanos.getAsLong());
  }

  public synchronized void forget(AttemptKey key) {
    leases = leases.without(key);
  }

  /** For how long no heartbeat was answered. */
  public synchronized Duration silence() {
    return Duration.ofNanos(nanos.getAsLong() - heardAt);
  }

  /** Whether something may be said about the attempt to the outside now. */
  public synchronized boolean holds(AttemptKey key) {
    return leases.holds(key, nanos.getAsLong(), patience);
  }
}
