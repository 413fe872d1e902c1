package dev.modelgate.scheduler.workflow;

import dev.modelgate.scheduler.yaml.Fields;
import dev.modelgate.scheduler.yaml.Place;
import dev.modelgate.scheduler.yaml.Problems;
import dev.modelgate.scheduler.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code checks} of a workflow. */
final class ChecksSection {

  private static final String FORM = "{at-least: 0.90}";

  private ChecksSection() {}

  static List<Check> read(YamlNode node, Problems problems, Allowance allowance) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      problems.error(
          node.place(),
          "Expected checks such as json:metrics.json:/accuracy: "
              + FORM
              + ", but found "
              + node.kind()
              + ".");
      return List.of();
    }
    if (mapping.entries().isEmpty()) {
      problems.warn(node.place(), "There are no checks here; a run passes whatever it measures.");
    }
    List<Check> checks = new ArrayList<>();
    Map<String, Place> places = new HashMap<>();
    for (YamlNode.Entry entry : mapping.entries()) {
      String key = Fields.key(entry, problems);
      if (key == null) {
        continue;
      }
      Place place = entry.key().place();
      Place first = places.putIfAbsent(key, place);
      if (first != null) {
        problems.error(place, Fields.duplicate(key, first));
      } else if (!allowance.takeCheck()) {
        problems.error(place, "Expected at most " + Allowance.MAX_CHECKS + " checks in one file.");
        return checks;
      } else {
        check(key, place, entry.value(), problems).ifPresent(checks::add);
      }
    }
    return checks;
  }

  private static Optional<Check> check(String key, Place place, YamlNode value, Problems problems) {
    Optional<MetricSource> read = CheckKey.read(key, place, problems);
    if (!(value instanceof YamlNode.Mapping mapping)) {
      problems.error(
          value.place(),
          "Expected what to check, such as " + FORM + ", but found " + value.kind() + ".");
      return Optional.empty();
    }
    Fields fields = Fields.of(mapping, Keys.CHECK, problems);
    Optional<MetricSource> metric =
        read.flatMap(source -> aggregated(source, fields, place, problems));
    YamlNode compare = fields.get("compare");
    Comparison comparison = compare == null ? null : CompareSection.read(compare, problems);
    List<Bound> bounds = Bounds.read(fields, problems);
    refuseNothing(mapping, place, problems);
    return metric.map(
        source -> new Check(key, source, bounds, comparison, Judging.RAW, place.line()));
  }

  private static Optional<MetricSource> aggregated(
      MetricSource metric, Fields fields, Place place, Problems problems) {
    YamlNode aggregate = fields.get("aggregate");
    if (!metric.source().equals("json")) {
      return Aggregate.read(metric, aggregate, place, problems);
    }
    if (aggregate != null) {
      problems.error(
          fields.placeOf("aggregate"),
          "Expected no \"aggregate\": the pointer of a json check names one number.");
    }
    return Optional.of(metric);
  }

  private static void refuseNothing(YamlNode.Mapping mapping, Place place, Problems problems) {
    boolean judges =
        mapping.entries().stream()
            .anyMatch(
                entry ->
                    !(entry.key() instanceof YamlNode.Scalar key)
                        || !key.text().equals("aggregate"));
    if (!judges) {
      problems.error(
          place,
          "Expected at least one of "
              + "above, below, at-least, at-most, compare"
              + ", but the check judges nothing.");
    }
  }
}
