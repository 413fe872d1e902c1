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

  /** A signal may be lost with a connection. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  /** Of changes that follow each other closely the last is said. */
  private static final Duration SETTLES_WITHIN = Duration.ofMillis(250);

  private final RunStore runs;
  private final RunWatch watch;
  private final Transactions transactions;
  private final ObjectMapper json;
  private final EventFeed feed = new EventFeed(VIEWERS, PATIENCE);

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
    Publisher<Event<String>> events = feed.open(() -> new Changes(project, number, now));
    if (events == null) {
      throw new HttpStatusException(HttpStatus.SERVICE_UNAVAILABLE, "too many viewers");
    }
    return events;
  }

  private Optional<RunStore.Progress> progress(String project, int number) {
    return transactions.call(() -> runs.progress(project, number));
  }

  /** The changes of one run from now on. */
  private final class Changes implements EventFeed.Source {

    private final String project;
    private final int number;
    private RunStore.Progress last;
    private boolean gone;

    Changes(String project, int number, RunStore.Progress last) {
      this.project = project;
      this.number = number;
      this.last = last;
    }

    @Override
    public Optional<Event<String>> next(Duration atMost) throws InterruptedException {
      long deadline = System.nanoTime() + atMost.toNanos();
      while (System.nanoTime() < deadline) {
        long seen = watch.version();
        RunStore.Progress now = progress(project, number).orElse(null);
        gone = now == null;
        if (now == null) {
          return Optional.empty();
        }
        if (!now.equals(last)) {
          last = now;
          return Optional.of(event(now));
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

    private Event<String> event(RunStore.Progress now) {
      try {
        String data = json.writeValueAsString(new ChangedJson(now.state(), now.verdict()));
        return Event.of(data).name("changed");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
