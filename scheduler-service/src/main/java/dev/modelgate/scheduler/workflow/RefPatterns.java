package dev.modelgate.scheduler.workflow;

import dev.modelgate.scheduler.yaml.Problems;
import dev.modelgate.scheduler.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;

/** Reads one regular expression, or a list of them. */
public final class RefPatterns {

  private static final int MAX_PATTERNS = 100;

  private RefPatterns() {}

  /** Empty, and a problem, where none can be read. */
  public static List<RefPattern> read(YamlNode node, Problems problems, Allowance allowance) {
    return switch (node) {
      case YamlNode.Scalar scalar -> patterns(List.of(scalar), problems, allowance);
      case YamlNode.Sequence sequence -> list(sequence, problems, allowance);
      case YamlNode.Mapping other -> {
        problems.error(
            other.place(),
            "Expected a regular expression or a list of them, but found " + other.kind() + ".");
        yield List.of();
      }
    };
  }

  private static List<RefPattern> list(
      YamlNode.Sequence sequence, Problems problems, Allowance allowance) {
    if (sequence.items().isEmpty()) {
      problems.error(
          sequence.place(),
          "Expected at least one regular expression, but the list is empty. Leave the key out for"
              + " all.");
    }
    if (sequence.items().size() > MAX_PATTERNS) {
      problems.error(
          sequence.place(), "Expected at most " + MAX_PATTERNS + " regular expressions in a list.");
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
