package dev.modelgate.stream;

import java.time.Duration;

/**
 * A part of a running service that has a thread of its own: session, schemas, relay, loop, workers.
 */
public interface Part {

  /** Parts start in the order of this number and stop in the opposite one. */
  int place();

  /** Starts the part's threads; whatever is away by now is waited for there. */
  void start();

  /** Asks the part to stop; returns at once. */
  void askToStop();

  /** Waits until it has stopped; interrupts what has not by then. */
  void awaitStop(Duration atMost);
}
