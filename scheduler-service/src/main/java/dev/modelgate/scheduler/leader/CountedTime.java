package dev.modelgate.scheduler.leader;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Time in which a heartbeat would have been heard. It stands still while Kafka, PostgreSQL or this
 * process are away, so that nobody is held silent for what is not theirs.
 */
public final class CountedTime {

  /** Two looks that lie further apart say nothing of the time between them. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final LongSupplier nanos;
  private long counted;
  private long lookedAt;
  private boolean heardAll;

  public CountedTime(LongSupplier nanos) {
    this.nanos = nanos;
    this.lookedAt = nanos.getAsLong();
  }

  /** Tells whether, at this moment, everything that was sent has been read. */
  public void looked(boolean everythingRead) {
    long now = nanos.getAsLong();
    long passed = now - lookedAt;
    if (everythingRead && heardAll && passed <= LONGEST.toNanos()) {
      counted += passed;
    }
    lookedAt = now;
    heardAll = everythingRead;
  }

  public Duration now() {
    return Duration.ofNanos(counted);
  }

  /** Whether the last look found everything read: only then silence is silence. */
  public boolean isHearing() {
    return heardAll;
  }
}
