package dev.modelgate.scheduler.workflow;

import dev.modelgate.scheduler.yaml.Fields;
import dev.modelgate.scheduler.yaml.Problems;
import dev.modelgate.scheduler.yaml.YamlNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code triggers} of a workflow. */
final class TriggersSection {

  private static final String FORM = "triggers: {push: {branches: main}}";

  private TriggersSection() {}

  /** What cannot be read becomes a problem. */
  static Triggers read(YamlNode node, Problems problems, Allowance allowance) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      problems.error(node.place(), "Expected " + FORM + ", but found " + node.kind() + ".");
      return Triggers.UNSTATED;
    }
    YamlNode push = Fields.of(mapping, Keys.TRIGGERS, problems).get("push");
    if (push == null) {
      if (mapping.entries().isEmpty()) {
        problems.error(node.place(), "Expected " + FORM + ", or no triggers at all.");
      }
      return Triggers.UNSTATED;
    }
    if (push instanceof YamlNode.Scalar scalar && scalar.isNull()) {
      return Triggers.UNSTATED;
    }
    if (!(push instanceof YamlNode.Mapping filters)) {
      problems.error(push.place(), "Expected " + FORM + ", but found " + push.kind() + ".");
      return Triggers.UNSTATED;
    }
    return filtered(Fields.of(filters, Keys.PUSH, problems), problems, allowance);
  }

  /** Whoever names tags only does not mean branches. */
  private static Triggers filtered(Fields push, Problems problems, Allowance allowance) {
    YamlNode branches = push.get("branches");
    YamlNode tags = push.get("tags");
    if (branches == null && tags == null) {
      return Triggers.UNSTATED;
    }
    return new Triggers(filter(branches, problems, allowance), filter(tags, problems, allowance));
  }

  private static RefFilter filter(@Nullable YamlNode node, Problems problems, Allowance allowance) {
    if (node == null) {
      return new RefFilter.None();
    }
    if (node instanceof YamlNode.Mapping) {
      problems.error(
          node.place(),
          "Expected a regular expression or a list of them, but found "
              + node.kind()
              + ". \"only\" and \"ignore\" belong to version 2.");
      return new RefFilter.None();
    }
    List<RefPattern> patterns = RefPatterns.read(node, problems, allowance);
    return new RefFilter.Only(patterns);
  }
}
