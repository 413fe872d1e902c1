package dev.modelgate.testkit.breach.trip;

import dev.modelgate.testkit.breach.round.GoesRound;

/** Needs what needs it. */
public final class ComesBack {

  GoesRound next() {
    return new GoesRound();
  }
}
