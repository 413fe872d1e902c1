package dev.modelgate.testkit.breach;

import java.time.Instant;

/** Reads the clock by itself. */
final class AsksTheClock {

  Instant now() {
    return Instant.now();
  }
}
