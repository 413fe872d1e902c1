package dev.modelgate.scheduler.workflow;

import dev.modelgate.scheduler.yaml.KnownKeys;
import dev.modelgate.scheduler.yaml.NearestKey;
import dev.modelgate.scheduler.yaml.Place;
import dev.modelgate.scheduler.yaml.Problems;
import dev.modelgate.scheduler.yaml.Shown;
import dev.modelgate.scheduler.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code aggregate}: how a series becomes one number (tensorflow), or where the number stands
 * in the file that holds it (custom).
 */
public final class Aggregate {

  private static final KnownKeys NAMES =
      new KnownKeys(
          "an aggregate",
          List.of("mean", "stddev", "var", "max", "min", "median", "last", "first", "count"),
          Set.of(),
          Map.of("average", "mean", "avg", "mean", "std", "stddev", "variance", "var"));

  private Aggregate() {}

  /**
   * The metric with its aggregate; empty, and a problem, where that cannot be read.
   *
   * @param node what stands at {@code aggregate}; null: nothing
   * @param check the place of the check
   */
  public static Optional<MetricSource> read(
      MetricSource metric, @Nullable YamlNode node, Place check, Problems problems) {
    boolean custom = metric.source().equals("custom");
    String example = custom ? "aggregate: /mean/0" : "aggregate: mean";
    if (!(node instanceof YamlNode.Scalar scalar) || scalar.isNull()) {
      problems.error(
          node == null ? check : node.place(),
          "Expected \"%s\" or the like in the check, but found %s."
              .formatted(example, node == null ? "no \"aggregate\"" : node.kind()));
      return Optional.empty();
    }
    String text = scalar.text();
    String wrong = (custom ? Pointers.wrong(text) : wrongName(text)).orElse(null);
    if (wrong != null) {
      problems.error(node.place(), wrong);
      return Optional.empty();
    }
    return Optional.of(
        new MetricSource(
            metric.source(),
            metric.name(),
            metric.file(),
            custom ? text : metric.pointer(),
            custom ? null : text));
  }

  private static Optional<String> wrongName(String text) {
    if (NAMES.read().contains(text) || text.matches("p[5-9][0-9]")) {
      return Optional.empty();
    }
    return Optional.of(
        "Expected an aggregate ("
            + String.join(", ", NAMES.read())
            + ", p50 to p99), but found "
            + Shown.quoted(text)
            + "."
            + NearestKey.of(text, NAMES).map(near -> " Did you mean " + near + "?").orElse(""));
  }
}
