package dev.modelgate.scheduler.gradient;

import dev.modelgate.scheduler.workflow.Rounding;
import dev.modelgate.scheduler.yaml.Fields;
import dev.modelgate.scheduler.yaml.Place;
import dev.modelgate.scheduler.yaml.Problems;
import dev.modelgate.scheduler.yaml.YamlNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a check states, and what {@code defaults} state for it. */
final class CheckOptions {

  static final CheckOptions NONE = new CheckOptions(Map.of());

  private static final Map<String, String> OLD_NAMES =
      Map.of("aggregation", "aggregate", "only-prs", "only-pulls");
  private static final int MOST_DECIMALS = 15;

  private final Map<String, YamlNode> values;

  private CheckOptions(Map<String, YamlNode> values) {
    this.values = Map.copyOf(values);
  }

  /** An unknown option is an error: a check that is not what it looks like protects nobody. */
  static CheckOptions of(YamlNode.Mapping mapping, CheckOptions defaults, Problems problems) {
    Fields fields = Fields.of(mapping, GradientKeys.CHECK, problems);
    Map<String, YamlNode> values = new HashMap<>(defaults.values);
    for (String key : GradientKeys.CHECK.read()) {
      YamlNode value = fields.get(key);
      if (value == null) {
        continue;
      }
      String name = OLD_NAMES.getOrDefault(key, key);
      if (!name.equals(key)) {
        if (fields.get(name) != null) {
          problems.error(
              fields.placeOf(key),
              "\"" + key + "\" is the older name of \"" + name + "\"; keep one.");
        } else {
          problems.note(
              fields.placeOf(key), "\"" + key + "\" is the older name of \"" + name + "\".");
        }
      }
      values.put(name, value);
    }
    return new CheckOptions(values);
  }

  @Nullable YamlNode get(String key) {
    return values.get(key);
  }

  /** As the file has it; null where it is no text. */
  @Nullable String text(String key) {
    return values.get(key) instanceof YamlNode.Scalar scalar ? scalar.text().strip() : null;
  }

  Place placeOf(String key, Place otherwise) {
    YamlNode node = values.get(key);
    return node == null ? otherwise : node.place();
  }

  /** Empty, and a problem, where it cannot be read; so do the others. */
  Optional<Rounding> rounding(Problems problems) {
    Optional<Boolean> up = choice("round", "up", "down", false, problems);
    Optional<Integer> precision = precision(problems);
    return up.flatMap(upward -> precision.map(decimals -> new Rounding(upward, decimals)));
  }

  Optional<Boolean> passesWithoutMetric(Problems problems) {
    return choice("if-not-found", "success", "failure", false, problems);
  }

  Optional<Boolean> flag(String key, boolean otherwise, Problems problems) {
    return choice(key, "true", "false", otherwise, problems);
  }

  private Optional<Boolean> choice(
      String key, String yes, String no, boolean otherwise, Problems problems) {
    YamlNode node = values.get(key);
    if (node == null) {
      return Optional.of(otherwise);
    }
    String text = node instanceof YamlNode.Scalar scalar ? scalar.text() : "";
    String folded = text.toLowerCase(Locale.ROOT);
    if (folded.equals(yes) || folded.equals(no)) {
      return Optional.of(folded.equals(yes));
    }
    problems.error(
        node.place(),
        "Expected \"%s\" to be %s or %s, but found %s.".formatted(key, yes, no, node.kind()));
    return Optional.empty();
  }

  private Optional<Integer> precision(Problems problems) {
    YamlNode node = values.get("precision");
    if (node == null) {
      return Optional.of(2);
    }
    if (node instanceof YamlNode.Scalar scalar && scalar.text().matches("[0-9]{1,2}")) {
      int precision = Integer.parseInt(scalar.text());
      if (precision <= MOST_DECIMALS) {
        return Optional.of(precision);
      }
    }
    problems.error(
        node.place(),
        "Expected \"precision\" to be a number of decimals from 0 to %d, but found %s."
            .formatted(MOST_DECIMALS, node.kind()));
    return Optional.empty();
  }
}
