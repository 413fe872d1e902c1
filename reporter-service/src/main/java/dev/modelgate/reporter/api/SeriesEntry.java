package dev.modelgate.reporter.api;

import dev.modelgate.reporter.compare.Measured;
import dev.modelgate.reporter.compare.SeriesFinder;
import dev.modelgate.reporter.render.RunReport;
import dev.modelgate.reporter.series.Points;
import dev.modelgate.reporter.series.Series;
import dev.modelgate.reporter.store.RunStore;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers what jobs logged step by step. */
@Controller("/api/runs/{project}/{number}/series")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SeriesEntry {

  private static final int POINTS_AT_LEAST = 10;
  private static final int POINTS_AT_MOST = 2_000;

  private final RunStore runs;
  private final SeriesFinder finder;

  SeriesEntry(RunStore runs, SeriesFinder finder) {
    this.runs = runs;
    this.finder = finder;
  }

  /**
   * The series of an attempt.
   *
   * @param step null for the first step that has any
   * @param attempt null for the newest that has any
   */
  @Get
  HttpResponse<?> list(
      String project,
      int number,
      @QueryValue @Nullable String step,
      @QueryValue @Nullable Integer attempt) {
    Optional<RunReport> run = runs.find(project, number);
    if (run.isEmpty()) {
      return Missing.run(project, number);
    }
    Measured measured = finder.of(run.get(), step, attempt).orElse(null);
    if (measured == null) {
      return Missing.attempt(project, number);
    }
    return HttpResponse.ok(
        new SeriesJson.All(
            measured.step(),
            measured.attempt() == 0 ? null : measured.attempt(),
            measured.all().series().stream().map(SeriesJson.Summary::of).toList(),
            measured.all().remark()));
  }

  /**
   * Points of a series, and of the baseline's.
   *
   * @param name directory and tag, as the list says it
   * @param points about how many at most; extremes are kept
   */
  @Get("/points")
  HttpResponse<?> points(
      String project,
      int number,
      @QueryValue String name,
      @QueryValue @Nullable String step,
      @QueryValue @Nullable Integer attempt,
      @QueryValue(defaultValue = "600") int points) {
    int atMost = Math.clamp(points, POINTS_AT_LEAST, POINTS_AT_MOST);
    Measured measured =
        runs.find(project, number).flatMap(run -> finder.of(run, step, attempt)).orElse(null);
    Series series = measured == null ? null : measured.find(name).orElse(null);
    if (measured == null || series == null) {
      return Missing.series(project, number, name);
    }
    Points thinned = series.points().thinned(atMost);
    return HttpResponse.ok(
        new SeriesJson.Line(
            series.name(),
            SeriesJson.steps(thinned),
            SeriesJson.values(thinned, series.singlePrecision()),
            baseline(measured, series, atMost)));
  }

  private SeriesJson.@Nullable Baseline baseline(Measured measured, Series series, int atMost) {
    Measured other = finder.baseline(measured.run(), measured.step()).orElse(null);
    Series like = other == null ? null : other.like(series).orElse(null);
    if (other == null || like == null) {
      return null;
    }
    Points thinned = like.points().thinned(atMost);
    return new SeriesJson.Baseline(
        other.run().key().number(),
        SeriesJson.steps(thinned),
        SeriesJson.values(thinned, like.singlePrecision()));
  }
}
