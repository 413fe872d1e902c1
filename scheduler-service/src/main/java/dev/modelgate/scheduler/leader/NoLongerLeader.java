package dev.modelgate.scheduler.leader;

/**
 * Another instance leads, or the database has lost what this one committed: nothing of the current
 * transaction may be written.
 */
public final class NoLongerLeader extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoLongerLeader(String pool, long epoch) {
    super(
        "Expected to lead pool %s in epoch %d, but another took over, or PostgreSQL lost commits"
            .formatted(pool, epoch));
  }
}
