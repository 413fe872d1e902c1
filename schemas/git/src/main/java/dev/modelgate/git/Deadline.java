package dev.modelgate.git;

import java.time.Duration;

/** The moment by which a call must have ended, on the monotonic clock. */
record Deadline(long atNanos) {

  static Deadline after(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** What is left, never negative. */
  long millisLeft() {
    return Math.max(0, (atNanos - System.nanoTime()) / 1_000_000);
  }

  /** An earlier one, for a part that must not use up everything. */
  Deadline afterPart(int parts) {
    return after(Duration.ofMillis(millisLeft() / parts));
  }

  boolean isOver() {
    return atNanos - System.nanoTime() <= 0;
  }
}
