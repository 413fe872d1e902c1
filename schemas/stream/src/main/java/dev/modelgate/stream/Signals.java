package dev.modelgate.stream;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/**
 * Tells every instance of a service that rows are there, over PostgreSQL's LISTEN and NOTIFY. A
 * signal can be lost with a connection: whoever listens also looks by itself once a second.
 */
@Singleton
@Requires(property = "datasources.default.url")
public class Signals {

  /** Sends a signal when the current transaction commits; to this instance too. */
  public void send(String name) {
    throw new UnsupportedOperationException();
  }

  /**
   * Runs the listener at every signal of that name and after every reconnect; on a thread that must
   * not be held up: let it wake another.
   */
  public void on(String name, Runnable listener) {
    throw new UnsupportedOperationException();
  }
}
