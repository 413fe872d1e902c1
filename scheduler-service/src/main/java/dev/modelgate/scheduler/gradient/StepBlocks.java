package dev.modelgate.scheduler.gradient;

import dev.modelgate.scheduler.yaml.Fields;
import dev.modelgate.scheduler.yaml.Place;
import dev.modelgate.scheduler.yaml.Problems;
import dev.modelgate.scheduler.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the steps of a workflow: a list, or what people write in its place. */
final class StepBlocks {

  private static final String FORM =
      "\"steps:\" with a list: \"- name: …\", \"command: experiment.run_single_node\", \"params: …\"";

  private StepBlocks() {}

  /** Empty, and a problem, where there are none. */
  static List<StepBlock> of(
      String workflow, @Nullable YamlNode node, Place place, Problems problems) {
    List<StepBlock> blocks = new ArrayList<>();
    switch (node) {
      case null -> problems.error(place, "Expected " + FORM + ", but found no \"steps\".");
      case YamlNode.Sequence sequence when !sequence.items().isEmpty() -> {
        int number = 1;
        for (YamlNode item : sequence.items()) {
          String made = sequence.items().size() == 1 ? workflow : "step-" + number;
          add(made, item, true, blocks, problems);
          number++;
        }
      }
      case YamlNode.Mapping mapping when isStep(mapping) -> {
        problems.warn(
            node.place(), "Expected a list of steps, but found one step; write \"-\" before it.");
        add(workflow, mapping, true, blocks, problems);
      }
      case YamlNode.Mapping mapping -> named(mapping, blocks, problems);
      case YamlNode other ->
          problems.error(
              other.place(), "Expected " + FORM + " below it, but found " + other.kind() + ".");
    }
    return blocks;
  }

  private static boolean isStep(YamlNode.Mapping mapping) {
    return mapping.entries().stream()
        .anyMatch(
            entry ->
                entry.key() instanceof YamlNode.Scalar key
                    && entry.value() instanceof YamlNode.Scalar
                    && (key.text().equals("command") || key.text().equals("name")));
  }

  /** Steps as a mapping from their names; the order is that of the file. */
  private static void named(YamlNode.Mapping mapping, List<StepBlock> blocks, Problems problems) {
    problems.warn(
        mapping.place(),
        "Expected a list of steps, each with a \"name\", but found keys; read as their names.");
    for (YamlNode.Entry entry : mapping.entries()) {
      String name = Fields.key(entry, problems);
      if (name != null) {
        add(name, entry.value(), false, blocks, problems);
      }
    }
  }

  private static void add(
      String otherwise,
      YamlNode node,
      boolean needsName,
      List<StepBlock> blocks,
      Problems problems) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      problems.error(
          node.place(),
          "Expected a step with name, command and params, but found " + node.kind() + ".");
      return;
    }
    Fields fields = Fields.lenient(mapping, GradientKeys.STEP, problems);
    String name = otherwise;
    Place place = mapping.place();
    switch (fields.get("name")) {
      case null -> {
        if (needsName) {
          problems.warn(
              place, "Expected \"name\" in the step, but found none; named \"" + otherwise + "\".");
        }
      }
      case YamlNode.Scalar scalar when !scalar.isNull() -> {
        name = scalar.text();
        place = scalar.place();
      }
      case YamlNode other ->
          problems.error(
              other.place(), "Expected the name of the step, but found " + other.kind() + ".");
    }
    Names.check("step", name, place, problems);
    blocks.add(new StepBlock(name, place, fields));
  }
}
