package dev.modelgate.runner.metrics;

import dev.modelgate.runner.eventfile.ScalarSeries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Finds the metrics that checks name, and some others of the same files. */
public final class MetricCollector {

  /** The file of custom metrics where the check does not name one (GradientCI). */
  public static final String CUSTOM_FILE = "gradient-model-metadata.json";

  /** How many numbers travel that no check names (architecture, section 7). */
  public static final int MOST_OTHERS = 200;

  /** All keys of others together must fit into an event beside what the checks name. */
  private static final int LONGEST_KEYS = 64 * 1024;

  private MetricCollector() {}

  /**
   * Reads every named metric, in the order of the names, then others in the order of their files.
   * One file is read after the other, so that one alone has to fit into memory.
   *
   * @param named what the checks name; an unknown source, a bad pointer are answered with a problem
   * @param files opens a file that is named; asked once for each
   * @param model opens {@value #CUSTOM_FILE}; asked where metrics name no file
   * @param events what the event files hold
   * @return one reading for each named metric and at most {@link #MOST_OTHERS} more
   */
  public static List<MetricReading> collect(
      List<NamedMetric> named,
      Function<String, MetricFile> files,
      Supplier<MetricFile> model,
      EventResults events) {
    Map<String, MetricReading> readings = new LinkedHashMap<>();
    Map<String, List<NamedMetric>> byFile = new LinkedHashMap<>();
    List<NamedMetric> ofModel = new ArrayList<>();
    SeriesReader series = new SeriesReader(events);
    for (NamedMetric metric : named) {
      readings.put(metric.key(), MetricReading.problem(metric.key(), "Expected a value"));
      switch (metric.source()) {
        case JsonReader.JSON, JsonReader.CUSTOM -> {
          if (metric.file().isEmpty()) {
            ofModel.add(metric);
          } else {
            byFile.computeIfAbsent(metric.file(), file -> new ArrayList<>()).add(metric);
          }
        }
        case SeriesReader.SOURCE -> readings.put(metric.key(), series.read(metric));
        default ->
            readings.put(
                metric.key(),
                MetricReading.problem(
                    metric.key(),
                    "Expected a metric of source json, tensorflow or custom, but it is "
                        + metric.source()));
      }
    }
    List<MetricReading> others = new ArrayList<>();
    byFile.forEach(
        (file, metrics) ->
            others.addAll(
                read(file, files.apply(file), metrics, readings, MOST_OTHERS - others.size())));
    if (!ofModel.isEmpty()) {
      others.addAll(read(CUSTOM_FILE, model.get(), ofModel, readings, MOST_OTHERS - others.size()));
    }
    others.removeIf(other -> readings.containsKey(other.key()));
    addSeries(series, readings, others);
    List<MetricReading> all = new ArrayList<>(readings.values());
    all.addAll(others);
    return List.copyOf(all);
  }

  private static List<MetricReading> read(
      String file,
      MetricFile content,
      List<NamedMetric> metrics,
      Map<String, MetricReading> readings,
      int mostOthers) {
    return switch (content) {
      case MetricFile.Unreadable(String problem) -> {
        metrics.forEach(
            metric -> readings.put(metric.key(), MetricReading.problem(metric.key(), problem)));
        yield List.of();
      }
      case MetricFile.Content json ->
          new JsonReader(file, json).read(metrics, readings, mostOthers);
    };
  }

  private static void addSeries(
      SeriesReader series, Map<String, MetricReading> readings, List<MetricReading> others) {
    int characters = 0;
    for (ScalarSeries each : series.others()) {
      String key = SeriesReader.keyOf(each);
      characters += key.length();
      if (others.size() >= MOST_OTHERS || characters > LONGEST_KEYS) {
        return;
      }
      if (!readings.containsKey(key)) {
        others.add(series.last(each));
      }
    }
  }
}
