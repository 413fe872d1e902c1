package dev.modelgate.reporter.api;

import dev.modelgate.reporter.intake.QueueState;
import dev.modelgate.reporter.render.RunState;
import dev.modelgate.reporter.store.QueueStore;
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
  private final QueueStore queue;
  private final RunWatch watch;
  private final Transactions transactions;
  private final ObjectMapper json;
  private final EventFeed feed = new EventFeed(VIEWERS, PATIENCE, EventFeed.LONGEST);

  RunEventsEntry(
      RunStore runs,
      QueueStore queue,
      RunWatch watch,
      Transactions transactions,
      ObjectMapper json) {
    this.runs = runs;
    this.queue = queue;
    this.watch = watch;
    this.transactions = transactions;
    this.json = json;
  }

  /** What a run is now. */
  @Serdeable
  record ChangedJson(String state, @Nullable String verdict) {}

  /** What its page shows of it; the queue's word as long as it waits. */
  private record Seen(RunStore.Progress run, Optional<QueueState.Waiting> waiting) {}

  @Get(produces = MediaType.TEXT_EVENT_STREAM)
  Publisher<Event<String>> events(String project, int number) {
    Seen now =
        look(project, number)
            .orElseThrow(() -> new HttpStatusException(HttpStatus.NOT_FOUND, "no such run"));
    Publisher<Event<String>> events =
        feed.open(() -> new Changes<>(watch, () -> look(project, number), now, this::data));
    if (events == null) {
      throw new HttpStatusException(HttpStatus.SERVICE_UNAVAILABLE, "too many viewers");
    }
    return events;
  }

  private Optional<Seen> look(String project, int number) {
    return transactions.call(
        () ->
            runs.progress(project, number)
                .map(run -> new Seen(run, waiting(project, number, run))));
  }

  private Optional<QueueState.Waiting> waiting(String project, int number, RunStore.Progress run) {
    return run.state().equals(RunState.QUEUED.word())
        ? runs.find(project, number).flatMap(queue::waiting)
        : Optional.empty();
  }

  private String data(Seen now) {
    try {
      return json.writeValueAsString(new ChangedJson(now.run().state(), now.run().verdict()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
