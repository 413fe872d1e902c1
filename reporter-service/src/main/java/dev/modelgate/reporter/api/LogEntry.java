package dev.modelgate.reporter.api;

import dev.modelgate.reporter.render.AttemptReport;
import dev.modelgate.reporter.render.RunReport;
import dev.modelgate.reporter.store.LogStore;
import dev.modelgate.reporter.store.RunStore;
import dev.modelgate.reporter.store.StoryStore;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Streams logs as the jobs wrote them. {@code Modelgate-Log-Next} says where to go on reading,
 * {@code Modelgate-Log-Ended} whether there will be more.
 */
@Controller("/api/runs/{project}/{number}/log")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LogEntry {

  private static final MediaType TEXT = MediaType.of("text/plain; charset=utf-8");

  private final RunStore runs;
  private final LogStore logs;

  LogEntry(RunStore runs, LogStore logs) {
    this.runs = runs;
    this.logs = logs;
  }

  /**
   * The log of an attempt, of the newest where none is named.
   *
   * @param from position of the first byte that is wanted
   */
  @Get
  HttpResponse<?> log(
      String project,
      int number,
      @QueryValue @Nullable Integer attempt,
      @QueryValue(defaultValue = "0") long from) {
    Optional<AttemptReport> found =
        runs.find(project, number).flatMap(run -> attempt(run, attempt));
    if (found.isEmpty()) {
      return Missing.log(project, number);
    }
    String id = found.get().id();
    LogStore.Extent extent = logs.extent(id).orElse(new LogStore.Extent(0, 0, false));
    long start = Math.clamp(from, 0, extent.size());
    return HttpResponse.ok(new StreamedFile(new LogStream(logs, id, extent, start), TEXT))
        .header("Modelgate-Log-Next", Long.toString(extent.size()))
        .header("Modelgate-Log-Ended", Boolean.toString(extent.ended()));
  }

  private static Optional<AttemptReport> attempt(RunReport run, @Nullable Integer number) {
    return number == null
        ? StoryStore.newestAttempt(run)
        : run.experiments().stream()
            .flatMap(experiment -> experiment.attempts().stream())
            .filter(attempt -> attempt.number() == number)
            .findFirst();
  }
}
