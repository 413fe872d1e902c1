package dev.modelgate.reporter.api;

import dev.modelgate.reporter.compare.ChosenRuns;
import dev.modelgate.reporter.compare.SideBySide;
import dev.modelgate.reporter.render.RunReport;
import dev.modelgate.reporter.store.RunStore;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers what differs between runs. */
@Controller("/api/runs/{project}/compare")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CompareEntry {

  private final RunStore runs;

  CompareEntry(RunStore runs) {
    this.runs = runs;
  }

  /** The runs as they were asked for, and a row for whatever one of them has. */
  @Serdeable
  record ComparedJson(List<RunJson> runs, List<RowJson> rows) {}

  /**
   * A row; cells are in the order of the runs.
   *
   * @param group settings, metrics, checks or origin
   */
  @Serdeable
  record RowJson(String group, String name, boolean differs, List<CellJson> cells) {

    static RowJson of(SideBySide.Row row) {
      return new RowJson(
          row.group().name().toLowerCase(Locale.ROOT),
          row.name(),
          row.differs(),
          row.cells().stream().map(c -> new CellJson(c.value(), c.change())).toList());
    }
  }

  /** What a run has; {@code change} is against the first run. */
  @Serdeable
  record CellJson(@Nullable String value, @Nullable String change) {}

  @Get
  HttpResponse<?> compare(String project, @QueryValue("runs") @Nullable List<String> asked) {
    List<Integer> numbers = ChosenRuns.parse(asked).orElse(List.of());
    if (numbers.isEmpty()) {
      return HttpResponse.badRequest(new ErrorJson("invalid-request", ChosenRuns.expected()));
    }
    List<RunReport> found = new ArrayList<>();
    for (int number : numbers) {
      Optional<RunReport> run = runs.find(project, number);
      if (run.isEmpty()) {
        return Missing.run(project, number);
      }
      found.add(run.get());
    }
    return HttpResponse.ok(
        new ComparedJson(
            found.stream().map(RunJson::of).toList(),
            SideBySide.of(found).stream().map(RowJson::of).toList()));
  }
}
