package dev.modelgate.reporter.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.sse.Event;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

class EventFeedTest {

  /** Something that goes on for ever, one event at a time. */
  private static final class Endless implements EventFeed.Source {

    @Override
    public Optional<Event<String>> next(Duration atMost) {
      return Optional.of(Event.of("{}").name("changed"));
    }

    @Override
    public boolean isOver() {
      return false;
    }
  }

  @Test
  void letsEverybodyGoAfterAWhileAndGivesThePlaceToAnother() {
    EventFeed feed = new EventFeed(1, Duration.ofSeconds(30), Duration.ofMillis(200));
    Publisher<Event<String>> first = feed.open(Endless::new);
    List<Event<String>> seen = Flux.from(first).collectList().block(Duration.ofSeconds(30));
    assertThat(seen).extracting(Event::getName).contains("still", "changed");
    assertThat(feed.open(Endless::new)).isNotNull();
  }
}
