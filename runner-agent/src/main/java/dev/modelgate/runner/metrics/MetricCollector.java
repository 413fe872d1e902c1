package dev.modelgate.runner.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the metrics that checks name, and some others of the same files. */
public final class MetricCollector {

  /** How many numbers travel that no check names (architecture, section 7). */
  public static final int MOST_OTHERS = 200;

  private static final String JSON = "json";

  private MetricCollector() {}

  /**
   * Reads every named metric, in the order of the names, then others in the order of their files.
   *
   * @param named what the checks name; an unknown source, a bad pointer are answered with a problem
   * @param files the content of each file that is named; one that is missing here is a problem
   * @return one reading for each named metric and at most {@link #MOST_OTHERS} more
   */
  public static List<MetricReading> collect(
      List<NamedMetric> named, Map<String, MetricFile> files) {
    Map<String, MetricReading> readings = new LinkedHashMap<>();
    Map<String, List<NamedMetric>> byFile = new LinkedHashMap<>();
    for (NamedMetric metric : named) {
      readings.put(metric.key(), MetricReading.problem(metric.key(), "Expected a value"));
      if (metric.source().equals(JSON)) {
        byFile.computeIfAbsent(metric.file(), file -> new ArrayList<>()).add(metric);
      } else {
        readings.put(
            metric.key(),
            MetricReading.problem(
                metric.key(), "Expected a metric of source json, but it is " + metric.source()));
      }
    }
    List<MetricReading> others = new ArrayList<>();
    byFile.forEach(
        (file, metrics) -> {
          MetricFile content =
              files.getOrDefault(file, new MetricFile.Unreadable("Expected the file " + file));
          switch (content) {
            case MetricFile.Unreadable(String problem) ->
                metrics.forEach(
                    metric ->
                        readings.put(metric.key(), MetricReading.problem(metric.key(), problem)));
            case MetricFile.Content json ->
                others.addAll(read(file, json, metrics, readings, MOST_OTHERS - others.size()));
          }
        });
    others.removeIf(other -> readings.containsKey(other.key()));
    List<MetricReading> all = new ArrayList<>(readings.values());
    all.addAll(others);
    return List.copyOf(all);
  }

  private static List<MetricReading> read(
      String file,
      MetricFile.Content json,
      List<NamedMetric> metrics,
      Map<String, MetricReading> readings,
      int mostOthers) {
    Map<NamedMetric, SoughtNumber> sought = new LinkedHashMap<>();
    Set<NamedMetric> unreadable = new LinkedHashSet<>();
    for (NamedMetric metric : metrics) {
      JsonPointer.parse(metric.pointer())
          .ifPresentOrElse(
              pointer -> sought.put(metric, new SoughtNumber(pointer)),
              () -> unreadable.add(metric));
    }
    OtherNumbers others = new OtherNumbers(mostOthers + metrics.size());
    Optional<String> problem = JsonScan.scan(json.bytes(), List.copyOf(sought.values()), others);
    unreadable.forEach(
        metric ->
            readings.put(
                metric.key(),
                MetricReading.problem(
                    metric.key(),
                    "Expected a JSON pointer such as /accuracy (RFC 6901), but it is "
                        + metric.pointer())));
    sought.forEach(
        (metric, number) ->
            readings.put(
                metric.key(),
                problem
                    .map(why -> MetricReading.problem(metric.key(), file + ": " + why))
                    .orElseGet(() -> MetricReading.of(metric.key(), number.result()))));
    if (problem.isPresent()) {
      return List.of();
    }
    return others.unambiguous().entrySet().stream()
        .map(
            other ->
                new MetricReading(JSON + ":" + file + ":" + other.getKey(), other.getValue(), null))
        .filter(other -> !readings.containsKey(other.key()))
        .limit(mostOthers)
        .toList();
  }
}
