package dev.modelgate.testkit.breach.round;

import dev.modelgate.testkit.breach.trip.ComesBack;

/** Needs what needs it. */
public final class GoesRound {

  ComesBack next() {
    return new ComesBack();
  }
}
