package dev.modelgate.reporter.api;

import dev.modelgate.reporter.log.LogFollower;
import dev.modelgate.reporter.log.LogOf;
import dev.modelgate.reporter.log.Logs;
import dev.modelgate.reporter.store.RunStore;
import dev.modelgate.stream.Transactions;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.QueryValue;
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

/**
 * Sends a log as it grows. An event's id is the position after it: who comes back names it and
 * misses nothing.
 */
@Controller("/api/runs/{project}/{number}/log/live")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LogLiveEntry {

  private static final int VIEWERS = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RunStore runs;
  private final Logs logs;
  private final Transactions transactions;
  private final ObjectMapper json;
  private final EventFeed feed = new EventFeed(VIEWERS, PATIENCE, EventFeed.LONGEST);

  LogLiveEntry(RunStore runs, Logs logs, Transactions transactions, ObjectMapper json) {
    this.runs = runs;
    this.logs = logs;
    this.transactions = transactions;
    this.json = json;
  }

  /** Text from a position on. */
  @Serdeable
  record ChunkJson(long offset, long line, String text) {}

  /** Bytes that are not there (yet). */
  @Serdeable
  record GapJson(long from, long to) {}

  @Get(produces = MediaType.TEXT_EVENT_STREAM)
  Publisher<Event<String>> live(
      String project,
      int number,
      @QueryValue @Nullable String attempt,
      @QueryValue(defaultValue = "0") long from,
      @Header("Last-Event-ID") @Nullable String last) {
    LogOf log =
        find(project, number, attempt)
            .orElseThrow(() -> new HttpStatusException(HttpStatus.NOT_FOUND, "no such log"));
    long begin = last != null && last.matches("[0-9]{1,18}") ? Long.parseLong(last) : from;
    Publisher<Event<String>> events =
        feed.open(
            () ->
                new Following(
                    new LogFollower(
                        logs, () -> find(project, number, log.attemptId()).orElse(log), begin)));
    if (events == null) {
      throw new HttpStatusException(HttpStatus.SERVICE_UNAVAILABLE, "too many viewers");
    }
    return events;
  }

  private Optional<LogOf> find(String project, int number, @Nullable String attempt) {
    return transactions
        .call(() -> runs.find(project, number))
        .flatMap(run -> LogOf.find(run, attempt))
        .map(LogOf::of);
  }

  /** One viewer's log as events. */
  private final class Following implements EventFeed.Source {

    private final LogFollower follower;
    private boolean over;

    Following(LogFollower follower) {
      this.follower = follower;
    }

    @Override
    public Optional<Event<String>> next(Duration atMost) throws InterruptedException {
      return switch (follower.next(atMost)) {
        case LogFollower.Step.Chunk(long offset, long line, String text, long next) ->
            Optional.of(event("chunk", new ChunkJson(offset, line, text)).id(Long.toString(next)));
        case LogFollower.Step.Gap(long start, long to) ->
            Optional.of(event("gap", new GapJson(start, to)).id(Long.toString(to)));
        case LogFollower.Step.Still() -> Optional.empty();
        case LogFollower.Step.End() -> {
          over = true;
          yield Optional.of(Event.of("{}").name("end"));
        }
      };
    }

    @Override
    public boolean isOver() {
      return over;
    }

    private Event<String> event(String name, Object data) {
      try {
        return Event.of(json.writeValueAsString(data)).name(name);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
