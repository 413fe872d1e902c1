package dev.modelgate.reporter.api;

import dev.modelgate.reporter.store.RunStore;
import dev.modelgate.stream.Transactions;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.util.Optional;
import org.reactivestreams.Publisher;

/** Says {@code changed} to whoever looks at several runs, as soon as one came or went on. */
@Controller("/api/events")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AllEventsEntry {

  private static final int VIEWERS = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RunStore runs;
  private final RunWatch watch;
  private final Transactions transactions;
  private final EventFeed feed = new EventFeed(VIEWERS, PATIENCE, EventFeed.LONGEST);

  AllEventsEntry(RunStore runs, RunWatch watch, Transactions transactions) {
    this.runs = runs;
    this.watch = watch;
    this.transactions = transactions;
  }

  @Get(produces = MediaType.TEXT_EVENT_STREAM)
  Publisher<Event<String>> events() {
    String now = fingerprint();
    Publisher<Event<String>> events =
        feed.open(() -> new Changes<>(watch, () -> Optional.of(fingerprint()), now, any -> "{}"));
    if (events == null) {
      throw new HttpStatusException(HttpStatus.SERVICE_UNAVAILABLE, "too many viewers");
    }
    return events;
  }

  private String fingerprint() {
    return transactions.call(runs::fingerprint);
  }
}
