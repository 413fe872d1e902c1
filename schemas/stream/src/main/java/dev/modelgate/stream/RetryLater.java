package dev.modelgate.stream;

import java.time.Duration;

/** A task asks to be called again after a time of its own choice; no failure of its host. */
public final class RetryLater extends Exception {

  private static final long serialVersionUID = 1L;

  private final Duration after;

  public RetryLater(Duration after, String reason) {
    super(reason);
    this.after = after;
  }

  public Duration after() {
    return after;
  }
}
