package dev.modelgate.runner.metrics;

import dev.modelgate.runner.eventfile.Aggregate;
import dev.modelgate.runner.eventfile.Damage;
import dev.modelgate.runner.eventfile.ScalarSeries;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds the series that a check names and makes one number of it (gradientci-format, Sources). A
 * name is a tag, or an event directory and a tag; the top directory comes first.
 */
final class SeriesReader {

  static final String SOURCE = "tensorflow";

  private static final String UNSAID = "last";
  private static final int MOST_NAMES = 10;
  private static final int LONGEST_KEY = 300;

  private final EventResults events;
  private final List<ScalarSeries> all;

  SeriesReader(EventResults events) {
    this.events = events;
    this.all = events.series();
  }

  MetricReading read(NamedMetric metric) {
    String name = metric.metric();
    List<ScalarSeries> fitting =
        all.stream()
            .filter(each -> each.tag().equals(name) || each.fullName().equals(name))
            .toList();
    List<ScalarSeries> exact =
        fitting.stream().filter(each -> each.fullName().equals(name)).toList();
    List<ScalarSeries> top = exact.stream().filter(each -> each.directory().isEmpty()).toList();
    for (List<ScalarSeries> candidates : List.of(top, exact, fitting)) {
      if (candidates.size() == 1) {
        return number(metric, candidates.getFirst());
      }
    }
    return MetricReading.problem(
        metric.key(), fitting.isEmpty() ? missing(name) : ambiguous(name, fitting));
  }

  /** The last value of a series that no check names. */
  MetricReading last(ScalarSeries series) {
    return of(keyOf(series), series.aggregate(UNSAID), UNSAID);
  }

  /** All series that may travel beside those that checks name. */
  List<ScalarSeries> others() {
    return all.stream().filter(each -> keyOf(each).length() <= LONGEST_KEY).toList();
  }

  static String keyOf(ScalarSeries series) {
    return SOURCE + ":" + series.fullName();
  }

  private MetricReading number(NamedMetric metric, ScalarSeries series) {
    List<Damage> damages = events.damagesOf(series);
    List<Damage> losses = damages.stream().filter(Damage::isLoss).toList();
    if (!losses.isEmpty()) {
      return MetricReading.problem(
          metric.key(),
          "Expected whole event files, but nobody knows what is lost: " + sentences(losses));
    }
    String aggregate = metric.aggregate() == null ? UNSAID : metric.aggregate();
    MetricReading reading = of(metric.key(), series.aggregate(aggregate), aggregate);
    if (!damages.isEmpty()) {
      reading = reading.noting("not all is there: " + sentences(damages));
    }
    if (events.untouched() > 0) {
      reading =
          reading.noting(
              "%d event files that the job did not write were left out"
                  .formatted(events.untouched()));
    }
    return reading;
  }

  private static MetricReading of(String key, Aggregate aggregate, String name) {
    return switch (aggregate) {
      case Aggregate.Of(double _, String text) -> new MetricReading(key, text, null, name, null);
      case Aggregate.None(String problem) -> new MetricReading(key, null, problem, name, null);
    };
  }

  private String missing(String name) {
    String expected =
        "Expected a scalar series " + name + " in the event files below " + events.place();
    if (!all.isEmpty()) {
      return expected + ", but there are only " + names(all);
    }
    if (events.untouched() > 0) {
      return expected
          + ", but the job wrote none: the %d that are there are older than the job"
              .formatted(events.untouched());
    }
    List<Damage> damages =
        events.directories().stream().flatMap(each -> each.damages().stream()).toList();
    if (!damages.isEmpty()) {
      return expected + ", but they hold none: " + sentences(damages);
    }
    return expected
        + (events.directories().isEmpty()
            ? ", but there are no event files (their names contain tfevents)"
            : ", but they hold no series");
  }

  private static String ambiguous(String name, List<ScalarSeries> fitting) {
    return "Expected one series %s, but %d event directories have it; name one of them: %s"
        .formatted(name, fitting.size(), keys(fitting));
  }

  private static String keys(List<ScalarSeries> series) {
    return listed(series.stream().map(SeriesReader::keyOf).toList());
  }

  private static String names(List<ScalarSeries> series) {
    return listed(series.stream().map(ScalarSeries::fullName).toList());
  }

  private static String listed(List<String> names) {
    String first = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    return names.size() <= MOST_NAMES
        ? first
        : first + " and %d more".formatted(names.size() - MOST_NAMES);
  }

  private static String sentences(List<Damage> damages) {
    return damages.stream().map(Damage::sentence).collect(Collectors.joining("; "));
  }
}
