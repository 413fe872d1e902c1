package dev.modelgate.reporter.api;

import dev.modelgate.reporter.bucket.BucketException;
import dev.modelgate.reporter.log.LogOf;
import dev.modelgate.reporter.log.LogSearch;
import dev.modelgate.reporter.log.LogSnapshot;
import dev.modelgate.reporter.log.Logs;
import dev.modelgate.reporter.log.SearchDesk;
import dev.modelgate.reporter.store.RunStore;
import dev.modelgate.stream.Transactions;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Streams logs as the jobs wrote them, and searches them. {@code Modelgate-Log-Next} says where to
 * go on reading, {@code Modelgate-Log-Ended} whether there will be more.
 */
@Controller("/api/runs/{project}/{number}/log")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LogEntry {

  private static final MediaType TEXT = MediaType.of("text/plain; charset=utf-8");
  private static final int HITS_AT_MOST = 1000;

  private final RunStore runs;
  private final Logs logs;
  private final SearchDesk searches;
  private final Transactions transactions;

  LogEntry(RunStore runs, Logs logs, SearchDesk searches, Transactions transactions) {
    this.runs = runs;
    this.logs = logs;
    this.searches = searches;
    this.transactions = transactions;
  }

  /**
   * The log of an attempt, of the newest where none is named.
   *
   * @param from position of the first byte that is wanted
   * @param to position after the last one
   */
  @Get
  HttpResponse<?> log(
      String project,
      int number,
      @QueryValue @Nullable String attempt,
      @QueryValue(defaultValue = "0") long from,
      @QueryValue @Nullable Long to) {
    LogSnapshot log = find(project, number, attempt).orElse(null);
    if (log == null) {
      return Missing.log(project, number);
    }
    if (!log.trouble().isEmpty()) {
      return Missing.away(log.trouble());
    }
    long end = to == null ? log.size() : Math.clamp(to, 0, log.size());
    return HttpResponse.ok(new StreamedFile(log.stream(Math.clamp(from, 0, end), end), TEXT))
        .header("Modelgate-Log-Next", Long.toString(end))
        .header("Modelgate-Log-Ended", Boolean.toString(log.ended() && end == log.size()));
  }

  /**
   * Lines with a text in them.
   *
   * @param more whether there may be further ones, after line {@code searchedTo}
   */
  @Serdeable
  record HitsJson(List<HitJson> hits, boolean more, long searchedTo) {}

  /** One of them. */
  @Serdeable
  record HitJson(long line, String text) {}

  /**
   * Searches a log for a text, whatever the case of its letters.
   *
   * @param from line to begin at
   */
  @Get("/search")
  HttpResponse<?> search(
      String project,
      int number,
      @QueryValue(defaultValue = "") String q,
      @QueryValue @Nullable String attempt,
      @QueryValue(defaultValue = "1") long from,
      @QueryValue(defaultValue = "200") int limit) {
    LogSnapshot log = find(project, number, attempt).orElse(null);
    if (log == null) {
      return Missing.log(project, number);
    }
    if (!log.trouble().isEmpty()) {
      return Missing.away(log.trouble());
    }
    try {
      return searches
          .search(log, q, from, Math.clamp(limit, 1, HITS_AT_MOST))
          .<HttpResponse<?>>map(hits -> HttpResponse.ok(json(hits)))
          .orElseGet(() -> Missing.away("Too many searches run; try again in a moment."));
    } catch (BucketException e) {
      return Missing.away("What is stored of this log cannot be read at the moment.");
    }
  }

  private static HitsJson json(LogSearch.Hits hits) {
    return new HitsJson(
        hits.hits().stream().map(hit -> new HitJson(hit.line(), hit.text())).toList(),
        hits.more(),
        hits.searchedTo());
  }

  /** What is waited for elsewhere is not waited for in the transaction. */
  private Optional<LogSnapshot> find(String project, int number, @Nullable String attempt) {
    return transactions
        .call(() -> runs.find(project, number))
        .flatMap(run -> LogOf.find(run, attempt))
        .map(LogOf::of)
        .map(logs::look);
  }
}
