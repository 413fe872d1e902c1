package dev.modelgate.runner.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the metrics that checks name in one JSON file, and some others that stand there. */
final class JsonReader {

  static final String JSON = "json";
  static final String CUSTOM = "custom";

  /** The checks-service knows such a number by how this ends. */
  private static final String UNTOUCHED =
      "the job did not write %s: this is the file as it was committed";

  private static final int MOST_NAMES = 5;

  /**
   * A metric while the document passes by.
   *
   * @param fromKey the same pointer below the key named like the metric, for custom metrics
   */
  private record Sought(NamedMetric metric, SoughtNumber fromRoot, Optional<SoughtNumber> fromKey) {

    Optional<MetricReading> reading(String file) {
      return fromRoot
          .found()
          .map(number -> reading(number, file))
          .or(
              () ->
                  fromKey
                      .flatMap(SoughtNumber::found)
                      .map(
                          number ->
                              reading(number, file)
                                  .noting(
                                      "%s was read below \"%s\""
                                          .formatted(metric.pointer(), metric.metric()))));
    }

    private MetricReading reading(JsonNumber number, String file) {
      return switch (number) {
        case JsonNumber.Exact(String text) -> MetricReading.value(metric.key(), text);
        case JsonNumber.Refused(String problem) -> {
          String place = metric.pointer().isEmpty() ? file : file + " at " + metric.pointer();
          yield MetricReading.problem(metric.key(), place + ": " + problem);
        }
      };
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
    Map<String, String> there = others.unambiguous();
    for (Sought each : sought) {
      String key = each.metric().key();
      answers.put(
          key,
          problem
              .map(why -> MetricReading.problem(key, file + ": " + why))
              .or(() -> each.reading(file))
              .orElseGet(() -> MetricReading.problem(key, missing(each.metric(), there.keySet()))));
    }
    answers.forEach((key, reading) -> readings.put(key, noted(reading)));
    return problem.isPresent()
        ? List.of()
        : there.entrySet().stream()
            .map(other -> MetricReading.value(keyOf(other.getKey()), other.getValue()))
            .map(this::noted)
            .filter(other -> !readings.containsKey(other.key()))
            .limit(mostOthers)
            .toList();
  }

  private String missing(NamedMetric metric, Set<String> there) {
    List<String> names = there.stream().filter(name -> !name.isEmpty()).toList();
    String first = String.join(", ", names.stream().limit(MOST_NAMES).toList());
    return "%s has nothing at %s".formatted(file, metric.pointer())
        + (metric.source().equals(CUSTOM) ? ", nor below \"" + metric.metric() + "\"" : "")
        + (names.isEmpty() ? "" : "; it has numbers at " + first)
        + (names.size() > MOST_NAMES ? " and more" : "");
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
