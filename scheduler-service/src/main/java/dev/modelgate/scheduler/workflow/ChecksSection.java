package dev.modelgate.scheduler.workflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    Optional<CheckKey> read = CheckKey.read(key, place, problems);
    if (!(value instanceof YamlNode.Mapping mapping)) {
      problems.error(
          value.place(),
          "Expected what to check, such as " + FORM + ", but found " + value.kind() + ".");
      return Optional.empty();
    }
    Fields fields = Fields.of(mapping, KnownKeys.CHECK, problems);
    YamlNode compare = fields.get("compare");
    Comparison comparison = compare == null ? null : CompareSection.read(compare, problems);
    List<Bound> bounds = Bounds.read(fields, problems);
    refuseNothing(mapping, place, problems);
    return read.map(parts -> check(key, parts, bounds, comparison, place.line()));
  }

  private static Check check(
      String key, CheckKey parts, List<Bound> bounds, @Nullable Comparison comparison, int line) {
    return new Check(key, parts.source(), parts.file(), parts.pointer(), bounds, comparison, line);
  }

  private static void refuseNothing(YamlNode.Mapping mapping, Place place, Problems problems) {
    if (mapping.entries().isEmpty()) {
      problems.error(
          place,
          "Expected at least one of "
              + String.join(", ", KnownKeys.CHECK.read())
              + ", but the check is empty.");
    }
  }
}
