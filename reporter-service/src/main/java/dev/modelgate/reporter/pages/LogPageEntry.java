package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.log.LogOf;
import dev.modelgate.reporter.render.Links;
import dev.modelgate.reporter.render.RunReport;
import dev.modelgate.reporter.store.RunStore;
import dev.modelgate.stream.Transactions;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page of a log: a window of lines, and what is found in it. */
@Controller("/projects/{project}/runs/{number}/log")
@Produces(PagesEntry.HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class LogPageEntry {

  private static final Links HERE = new Links("");

  private final RunStore runs;
  private final LogViewer logs;
  private final PageMaker pages;
  private final Transactions transactions;

  LogPageEntry(RunStore runs, LogViewer logs, PageMaker pages, Transactions transactions) {
    this.runs = runs;
    this.logs = logs;
    this.pages = pages;
    this.transactions = transactions;
  }

  /**
   * A window of a log.
   *
   * @param line the line in the middle; nothing: the end
   * @param q a text to look for
   * @param from line from which it is looked for
   */
  @Get
  HttpResponse<String> log(
      String project,
      int number,
      @QueryValue @Nullable String attempt,
      @QueryValue @Nullable String line,
      @QueryValue(defaultValue = "") String q,
      @QueryValue(defaultValue = "1") long from) {
    RunReport run = transactions.call(() -> runs.find(project, number)).orElse(null);
    if (run == null) {
      return HttpResponse.<String>notFound()
          .body(
              pages.make(
                  "missing",
                  Map.of(
                      "sentence", "Project " + project + " has no run " + number + " to show.")));
    }
    LogView log = logs.around(run, HERE, attempt, number(line));
    String chosen = LogViewer.attempt(run, attempt).map(found -> LogOf.name(run, found)).orElse("");
    return HttpResponse.ok(
        pages.make(
            "log",
            Map.of(
                "log",
                log,
                "search",
                logs.search(run, HERE, attempt, q, from),
                "project",
                project,
                "name",
                run.key().workflow() + " #" + run.key().number(),
                "run",
                HERE.run(run.project(), run.key().number()),
                "attempt",
                chosen,
                "end",
                number(line) == null)));
  }

  /** What a reader typed; what is no number means the end. */
  private static @Nullable Long number(@Nullable String line) {
    String digits = line == null ? "" : line.strip();
    return digits.matches("[0-9]{1,15}") ? Long.valueOf(digits) : null;
  }
}
