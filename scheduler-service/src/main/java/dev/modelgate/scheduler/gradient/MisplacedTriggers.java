package dev.modelgate.scheduler.gradient;

import dev.modelgate.scheduler.yaml.Fields;
import dev.modelgate.scheduler.yaml.Place;
import dev.modelgate.scheduler.yaml.Problems;
import dev.modelgate.scheduler.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the triggers of a workflow where people put them. */
final class MisplacedTriggers {

  private MisplacedTriggers() {}

  /** Triggers of the file would be everybody's or nobody's. */
  static void ofFile(Fields file, Problems problems) {
    if (file.get("triggers") != null) {
      problems.error(
          file.placeOf("triggers"),
          "Expected \"triggers\" below a workflow, but it stands beside \"workflows\". Move it into"
              + " each workflow that it is for.");
    }
  }

  /**
   * Where the triggers of a workflow stand; null where it has none.
   *
   * @param workflow the workflow's own keys
   * @param steps keys of its steps and of their parameters
   */
  static @Nullable YamlNode find(Fields workflow, List<Fields> steps, Problems problems) {
    YamlNode own = workflow.get("triggers");
    List<YamlNode> beside = besideNothing(workflow, own, problems);
    if (!beside.isEmpty()) {
      return beside.getFirst();
    }
    List<Fields> inside = steps.stream().filter(step -> step.get("triggers") != null).toList();
    for (Fields step : inside) {
      Place place = step.placeOf("triggers");
      if (own != null || inside.size() > 1) {
        problems.error(
            place,
            "Expected \"triggers\" once, below the workflow, but they stand at several places.");
      } else {
        problems.warn(
            place,
            "Expected \"triggers\" below the workflow, beside \"steps\", but they stand inside the"
                + " step; read as the workflow's.");
      }
    }
    return own != null || inside.isEmpty() ? own : inside.getFirst().get("triggers");
  }

  /** {@code triggers:} with nothing below it, and its children beside it. */
  private static List<YamlNode> besideNothing(
      Fields workflow, @Nullable YamlNode own, Problems problems) {
    List<YamlNode.Entry> children = new ArrayList<>();
    for (String key : GradientKeys.TRIGGERS.read()) {
      YamlNode child = workflow.get(key);
      if (child != null) {
        children.add(
            new YamlNode.Entry(new YamlNode.Scalar(workflow.placeOf(key), key, true), child));
      }
    }
    if (children.isEmpty()) {
      return List.of();
    }
    Place place = children.getFirst().key().place();
    if (own instanceof YamlNode.Scalar scalar && scalar.isNull()) {
      problems.warn(
          place,
          "Expected \"branches\" and \"tags\" one level below \"triggers\", but they stand beside it;"
              + " read as its own. Move them to the right.");
      return List.of(new YamlNode.Mapping(place, children));
    }
    problems.error(place, "Expected \"branches\" and \"tags\" below \"triggers:\".");
    return List.of();
  }
}
