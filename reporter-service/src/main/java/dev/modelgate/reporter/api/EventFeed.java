package dev.modelgate.reporter.api;

import dev.modelgate.stream.Brief;
import io.micronaut.http.sse.Event;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * Sends events to viewers, to each as fast as it takes them: nothing is queued for one. Who takes
 * nothing for half a minute is let go, and comes back with the id of the last event that it got. So
 * does everybody after a while: a proxy in between may hold the connection of a viewer who left.
 */
final class EventFeed {

  private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);

  /** How long a viewer's connection lasts. */
  static final Duration LONGEST = Duration.ofMinutes(5);

  private static final Duration BEAT = Duration.ofSeconds(15);
  private static final Duration STEP = Duration.ofSeconds(1);
  private static final Event<String> STILL = Event.of("{}").name("still");

  private final Semaphore places;
  private final Duration patience;
  private final Duration longest;

  /**
   * Makes one.
   *
   * @param patience after which who takes nothing is let go
   * @param longest after which everybody is let go
   */
  EventFeed(int viewers, Duration patience, Duration longest) {
    this.places = new Semaphore(viewers);
    this.patience = patience;
    this.longest = longest;
  }

  /** Where one viewer's events come from. */
  interface Source {

    /** The next event, waited for at most so long; empty where none came. */
    Optional<Event<String>> next(Duration atMost) throws InterruptedException;

    /** Whether that event was the last. */
    boolean isOver();
  }

  /** Makes a source; done where it may wait. */
  interface Opening {
    Source open();
  }

  /** Events for one viewer; null where there are too many viewers already. */
  @Nullable Publisher<Event<String>> open(Opening opening) {
    return places.availablePermits() == 0
        ? null
        : Flux.create(sink -> start(sink, opening), FluxSink.OverflowStrategy.ERROR);
  }

  /** A place is taken when somebody listens: of an answer that nobody took none would come back. */
  private void start(FluxSink<Event<String>> sink, Opening opening) {
    if (!places.tryAcquire()) {
      sink.complete();
      return;
    }
    Semaphore asked = new Semaphore(0);
    sink.onRequest(n -> asked.release());
    sink.onDispose(asked::release);
    Thread.ofVirtual().name("viewer").start(() -> feed(sink, opening, asked));
  }

  /**
   * Nobody interrupts it: a thread that is interrupted while it asks PostgreSQL breaks a
   * connection.
   */
  private void feed(FluxSink<Event<String>> sink, Opening opening, Semaphore asked) {
    try {
      // The first says nothing, so that a viewer knows at once that others will come.
      awaitDemand(sink, asked);
      sink.next(STILL);
      Source source = opening.open();
      long begun = System.nanoTime();
      long beat = begun;
      while (System.nanoTime() - begun < longest.toNanos()
          && !sink.isCancelled()
          && !source.isOver()
          && awaitDemand(sink, asked)) {
        Event<String> next = source.next(STEP).orElse(null);
        // An event that says nothing keeps the connection, and finds out whether it is one.
        if (next != null || System.nanoTime() - beat > BEAT.toNanos()) {
          sink.next(next == null ? STILL : next);
          beat = System.nanoTime();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.info("viewer let go cause=\"{}\"", Brief.of(e));
    } finally {
      sink.complete();
      places.release();
    }
  }

  private boolean awaitDemand(FluxSink<Event<String>> sink, Semaphore asked)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (sink.requestedFromDownstream() == 0 && !sink.isCancelled()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        LOG.info("viewer let go, it takes nothing any more");
        return false;
      }
      boolean woken = asked.tryAcquire(left, TimeUnit.NANOSECONDS);
      LOG.trace("viewer waits woken={}", woken);
    }
    return true;
  }
}
