package dev.modelgate.runner.report;

/**
 * How much of a log may go to the live tail now: so much a second on average, and a burst. Time is
 * what a monotonic clock says in nanoseconds, handed in.
 */
final class LiveAllowance {

  /** Bytes a second on average. */
  static final long RATE = 256 * 1024;

  /** Bytes at once. */
  static final int BURST = 1024 * 1024;

  private static final long SECOND = 1_000_000_000L;

  private long bytes = BURST;
  private long at;

  LiveAllowance(long nanos) {
    this.at = nanos;
  }

  /** What may be sent now. */
  long bytes(long nanos) {
    long passed = Math.min(nanos - at, BURST / RATE * SECOND);
    bytes = Math.min(BURST, bytes + passed * RATE / SECOND);
    at = nanos;
    return bytes;
  }

  void spend(long sent) {
    bytes = Math.max(0, bytes - sent);
  }
}
