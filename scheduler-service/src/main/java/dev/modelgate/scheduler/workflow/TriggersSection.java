package dev.modelgate.scheduler.workflow;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code triggers} of a workflow. */
final class TriggersSection {

  private static final int MAX_PATTERNS = 100;
  private static final String FORM = "triggers: {push: {branches: main}}";

  private TriggersSection() {}

  /** Null, and a problem, where it cannot be read. */
  static @Nullable Triggers read(YamlNode node, Problems problems, Allowance allowance) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      problems.error(node.place(), "Expected " + FORM + ", but found " + node.kind() + ".");
      return null;
    }
    Fields fields = Fields.of(mapping, KnownKeys.TRIGGERS, problems);
    YamlNode push = fields.get("push");
    if (push == null) {
      if (mapping.entries().isEmpty()) {
        problems.error(node.place(), "Expected " + FORM + ", or no triggers at all.");
      }
      return null;
    }
    return new Triggers(new PushTrigger(branches(push, problems, allowance)));
  }

  private static List<RefPattern> branches(YamlNode push, Problems problems, Allowance allowance) {
    if (push instanceof YamlNode.Scalar scalar && scalar.isNull()) {
      return List.of();
    }
    if (!(push instanceof YamlNode.Mapping mapping)) {
      problems.error(push.place(), "Expected " + FORM + ", but found " + push.kind() + ".");
      return List.of();
    }
    YamlNode branches = Fields.of(mapping, KnownKeys.PUSH, problems).get("branches");
    return switch (branches) {
      case null -> List.of();
      case YamlNode.Scalar scalar -> patterns(List.of(scalar), problems, allowance);
      case YamlNode.Sequence sequence -> list(sequence, problems, allowance);
      case YamlNode.Mapping other -> {
        problems.error(
            other.place(),
            "Expected a regular expression or a list of them, but found "
                + other.kind()
                + ". \"only\" and \"ignore\" belong to version 2.");
        yield List.of();
      }
    };
  }

  private static List<RefPattern> list(
      YamlNode.Sequence sequence, Problems problems, Allowance allowance) {
    if (sequence.items().isEmpty()) {
      problems.error(
          sequence.place(),
          "Expected at least one branch, but the list is empty. Leave the key out for all.");
    }
    if (sequence.items().size() > MAX_PATTERNS) {
      problems.error(sequence.place(), "Expected at most " + MAX_PATTERNS + " branches in a list.");
      return List.of();
    }
    return patterns(sequence.items(), problems, allowance);
  }

  private static List<RefPattern> patterns(
      List<? extends YamlNode> items, Problems problems, Allowance allowance) {
    List<RefPattern> patterns = new ArrayList<>();
    for (YamlNode item : items) {
      if (item instanceof YamlNode.Scalar scalar) {
        PatternReader.read(scalar, problems, allowance).ifPresent(patterns::add);
      } else {
        problems.error(
            item.place(), "Expected a regular expression, but found " + item.kind() + ".");
      }
    }
    return patterns;
  }
}
