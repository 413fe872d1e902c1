package dev.modelgate.reporter.api;

import io.micronaut.http.sse.Event;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Tells one viewer whenever what it looks at became something else. */
final class Changes<T> implements EventFeed.Source {

  /** A signal may be lost with a connection. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  /** Of changes that follow each other closely the last is said. */
  private static final Duration SETTLES_WITHIN = Duration.ofMillis(250);

  private final RunWatch watch;
  private final Supplier<Optional<T>> look;
  private final Function<T, String> data;
  private T last;
  private boolean gone;

  /**
   * @param look answers what is there; empty where it is gone, which ends the events
   * @param last what the viewer knows
   * @param data what is said of a change
   */
  Changes(RunWatch watch, Supplier<Optional<T>> look, T last, Function<T, String> data) {
    this.watch = watch;
    this.look = look;
    this.last = last;
    this.data = data;
  }

  @Override
  public Optional<Event<String>> next(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (System.nanoTime() < deadline) {
      long seen = watch.version();
      T now = look.get().orElse(null);
      gone = now == null;
      if (now == null) {
        return Optional.empty();
      }
      if (!now.equals(last)) {
        last = now;
        return Optional.of(Event.of(data.apply(now)).name("changed"));
      }
      watch.await(seen, LOOK_AGAIN);
      Thread.sleep(SETTLES_WITHIN);
    }
    return Optional.empty();
  }

  @Override
  public boolean isOver() {
    return gone;
  }
}
