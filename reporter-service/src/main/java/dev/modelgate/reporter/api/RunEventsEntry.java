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
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Says {@code changed} to whoever looks at a run, as soon as anything of it changed. */
@Controller("/api/runs/{project}/{number}/events")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RunEventsEntry {

  private static final int VIEWERS = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RunStore runs;
  private final RunWatch watch;
  private final Transactions transactions;
  private final ObjectMapper json;
  private final EventFeed feed = new EventFeed(VIEWERS, PATIENCE, EventFeed.LONGEST);

  RunEventsEntry(RunStore runs, RunWatch watch, Transactions transactions, ObjectMapper json) {
    this.runs = runs;
    this.watch = watch;
    this.transactions = transactions;
    this.json = json;
  }

  /** What a run is now. */
  @Serdeable
  record ChangedJson(String state, @Nullable String verdict) {}

  @Get(produces = MediaType.TEXT_EVENT_STREAM)
  Publisher<Event<String>> events(String project, int number) {
    RunStore.Progress now =
        progress(project, number)
            .orElseThrow(() -> new HttpStatusException(HttpStatus.NOT_FOUND, "no such run"));
    Publisher<Event<String>> events =
        feed.open(() -> new Changes<>(watch, () -> progress(project, number), now, this::data));
    if (events == null) {
      throw new HttpStatusException(HttpStatus.SERVICE_UNAVAILABLE, "too many viewers");
    }
    return events;
  }

  private Optional<RunStore.Progress> progress(String project, int number) {
    return transactions.call(() -> runs.progress(project, number));
  }

  private String data(RunStore.Progress now) {
    try {
      return json.writeValueAsString(new ChangedJson(now.state(), now.verdict()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
