package dev.modelgate.scheduler.gradient;

import dev.modelgate.scheduler.workflow.Allowance;
import dev.modelgate.scheduler.workflow.RefFilter;
import dev.modelgate.scheduler.workflow.RefPattern;
import dev.modelgate.scheduler.workflow.RefPatterns;
import dev.modelgate.scheduler.workflow.Triggers;
import dev.modelgate.scheduler.yaml.Fields;
import dev.modelgate.scheduler.yaml.Problems;
import dev.modelgate.scheduler.yaml.YamlNode;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code triggers}: filters over what the project's setting builds. */
final class GradientTriggers {

  private static final String FORM = "triggers: {branches: {only: main}}";
  private static final Pattern NOT_POSIX = Pattern.compile("\\\\[dDwWsSbB]|\\(\\?|[*+?}]\\?");

  private final Problems problems;
  private final Allowance allowance;

  GradientTriggers(Problems problems, Allowance allowance) {
    this.problems = problems;
    this.allowance = allowance;
  }

  /** What cannot be read becomes a problem; null where the workflow has none. */
  Triggers read(@Nullable YamlNode node) {
    if (node == null) {
      return Triggers.UNSTATED;
    }
    if (node instanceof YamlNode.Scalar scalar && scalar.isNull()) {
      problems.warn(node.place(), "There is nothing below \"triggers\"; it has no effect.");
      return Triggers.UNSTATED;
    }
    if (!(node instanceof YamlNode.Mapping mapping)) {
      problems.error(node.place(), "Expected " + FORM + ", but found " + node.kind() + ".");
      return Triggers.UNSTATED;
    }
    Fields fields = Fields.of(mapping, GradientKeys.TRIGGERS, problems);
    YamlNode branches = fields.get("branches");
    YamlNode tags = fields.get("tags");
    return new Triggers(
        branches == null ? new RefFilter.All() : filter("branches", branches),
        tags == null ? new RefFilter.None() : filter("tags", tags));
  }

  private RefFilter filter(String key, YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar scalar when scalar.isNull() -> {
        problems.warn(node.place(), "There is nothing below \"" + key + "\"; read as all of them.");
        yield new RefFilter.All();
      }
      case YamlNode.Mapping mapping -> onlyOrIgnore(mapping);
      case YamlNode.Scalar _, YamlNode.Sequence _ -> {
        problems.warn(
            node.place(),
            "Expected \"only:\" or \"ignore:\" below \"%s\", but found %s; read as \"only\"."
                .formatted(key, node.kind()));
        yield new RefFilter.Only(patterns(node));
      }
    };
  }

  private RefFilter onlyOrIgnore(YamlNode.Mapping mapping) {
    Fields fields = Fields.of(mapping, GradientKeys.FILTER, problems);
    YamlNode only = fields.get("only");
    YamlNode ignore = fields.get("ignore");
    if (only != null && ignore != null) {
      problems.error(
          fields.placeOf("ignore"), "Expected either \"only\" or \"ignore\", but found both.");
    }
    if (only != null) {
      return new RefFilter.Only(patterns(only));
    }
    if (ignore != null) {
      return new RefFilter.Ignore(patterns(ignore));
    }
    if (mapping.entries().isEmpty()) {
      problems.error(mapping.place(), "Expected \"only\" or \"ignore\", but found neither.");
    }
    return new RefFilter.None();
  }

  private List<RefPattern> patterns(YamlNode node) {
    List<RefPattern> patterns = RefPatterns.read(node, problems, allowance);
    patterns.stream()
        .filter(pattern -> NOT_POSIX.matcher(pattern.toString()).find())
        .findFirst()
        .ifPresent(
            pattern ->
                problems.note(
                    node.place(),
                    "\"" + pattern + "\" is no POSIX expression; it is read as RE2 does."));
    return patterns;
  }
}
