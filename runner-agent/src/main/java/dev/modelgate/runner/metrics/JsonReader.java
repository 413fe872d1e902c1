package dev.modelgate.runner.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the metrics that checks name in one JSON file, and some others that stand there. */
final class JsonReader {

  static final String JSON = "json";
  static final String CUSTOM = "custom";

  private static final String UNTOUCHED =
      "The job did not write %s: this is the file as it was committed.";

  /**
   * A metric while the document passes by.
   *
   * @param fromKey the same pointer below the key named like the metric, for custom metrics
   */
  private record Sought(NamedMetric metric, SoughtNumber fromRoot, Optional<SoughtNumber> fromKey) {

    MetricReading reading() {
      if (!fromRoot.isFound() && fromKey.isPresent() && fromKey.get().isFound()) {
        return MetricReading.of(metric.key(), fromKey.get().result())
            .noting(
                "The pointer %s was followed from the key %s, for from the root it leads nowhere."
                    .formatted(metric.pointer(), metric.metric()));
      }
      return MetricReading.of(metric.key(), fromRoot.result());
    }
  }

  private final String file;
  private final MetricFile.Content json;

  /**
   * Makes one for a file.
   *
   * @param file its name for people
   */
  JsonReader(String file, MetricFile.Content json) {
    this.file = file;
    this.json = json;
  }

  /**
   * Reads the metrics into the readings, and answers the others.
   *
   * @param mostOthers how many others are sought
   */
  List<MetricReading> read(
      List<NamedMetric> metrics, Map<String, MetricReading> readings, int mostOthers) {
    List<Sought> sought = new ArrayList<>();
    Map<String, MetricReading> answers = new LinkedHashMap<>();
    for (NamedMetric metric : metrics) {
      sought(metric)
          .ifPresentOrElse(
              sought::add,
              () ->
                  answers.put(
                      metric.key(),
                      MetricReading.problem(
                          metric.key(),
                          "Expected a JSON pointer such as /accuracy (RFC 6901), but it is "
                              + metric.pointer())));
    }
    OtherNumbers others = new OtherNumbers(mostOthers + metrics.size());
    List<SoughtNumber> numbers = new ArrayList<>();
    for (Sought each : sought) {
      numbers.add(each.fromRoot());
      each.fromKey().ifPresent(numbers::add);
    }
    Optional<String> problem = JsonScan.scan(json.bytes(), numbers, others);
    for (Sought each : sought) {
      String key = each.metric().key();
      answers.put(
          key,
          problem
              .map(why -> MetricReading.problem(key, file + ": " + why))
              .orElseGet(each::reading));
    }
    answers.forEach((key, reading) -> readings.put(key, noted(reading)));
    return problem.isPresent()
        ? List.of()
        : others.unambiguous().entrySet().stream()
            .map(other -> MetricReading.value(keyOf(other.getKey()), other.getValue()))
            .map(this::noted)
            .filter(other -> !readings.containsKey(other.key()))
            .limit(mostOthers)
            .toList();
  }

  private MetricReading noted(MetricReading reading) {
    return json.isWritten() || reading.value() == null
        ? reading
        : reading.noting(UNTOUCHED.formatted(file));
  }

  private String keyOf(String pointer) {
    return JSON + ":" + file + ":" + pointer;
  }

  private static Optional<Sought> sought(NamedMetric metric) {
    return JsonPointer.parse(metric.pointer())
        .map(
            pointer ->
                new Sought(
                    metric,
                    new SoughtNumber(pointer),
                    metric.source().equals(CUSTOM)
                        ? Optional.of(new SoughtNumber(pointer.below(metric.metric())))
                        : Optional.empty()));
  }
}
