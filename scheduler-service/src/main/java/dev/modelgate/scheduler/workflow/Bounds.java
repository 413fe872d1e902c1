package dev.modelgate.scheduler.workflow;

import dev.modelgate.scheduler.yaml.Decimal;
import dev.modelgate.scheduler.yaml.Fields;
import dev.modelgate.scheduler.yaml.Place;
import dev.modelgate.scheduler.yaml.Problems;
import dev.modelgate.scheduler.yaml.YamlNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the bounds of a check and refuses those that no value can meet. */
final class Bounds {

  private Bounds() {}

  static List<Bound> read(Fields fields, Problems problems) {
    List<Bound> bounds = new ArrayList<>();
    Limit lower = null;
    Limit upper = null;
    for (Bound.Operator operator : Bound.Operator.values()) {
      YamlNode node = fields.get(operator.key());
      Optional<Limit> read = node == null ? Optional.empty() : limit(operator, node, problems);
      if (read.isEmpty()) {
        continue;
      }
      Limit limit = read.get();
      bounds.add(limit.bound());
      switch (operator) {
        case ABOVE, AT_LEAST -> lower = lower == null || lower.looserBelow(limit) ? limit : lower;
        case BELOW, AT_MOST -> upper = upper == null || upper.looserAbove(limit) ? limit : upper;
      }
    }
    refuseContradiction(lower, upper, problems);
    return bounds;
  }

  private static Optional<Limit> limit(Bound.Operator operator, YamlNode node, Problems problems) {
    if (!(node instanceof YamlNode.Scalar scalar)) {
      problems.error(
          node.place(),
          "Expected a number for " + operator.key() + ", but found " + node.kind() + ".");
      return Optional.empty();
    }
    Optional<BigDecimal> number = Decimal.parse(scalar.text());
    if (number.isEmpty()) {
      problems.error(
          node.place(),
          "Expected a decimal number for "
              + operator.key()
              + ", but found "
              + node.kind()
              + "."
              + Decimal.hint(scalar.text()));
    }
    return number.map(value -> new Limit(new Bound(operator, scalar.text()), value, node.place()));
  }

  private static void refuseContradiction(
      @Nullable Limit lower, @Nullable Limit upper, Problems problems) {
    if (lower == null || upper == null) {
      return;
    }
    int side = lower.value().compareTo(upper.value());
    if (side > 0 || (side == 0 && (lower.strict() || upper.strict()))) {
      Limit later = lower.place().line() > upper.place().line() ? lower : upper;
      problems.error(
          later.place(),
          "No number is "
              + lower.bound().operator().key()
              + " "
              + lower.bound().value()
              + " and "
              + upper.bound().operator().key()
              + " "
              + upper.bound().value()
              + " at once.");
    }
  }

  private record Limit(Bound bound, BigDecimal value, Place place) {

    boolean strict() {
      return switch (bound.operator()) {
        case ABOVE, BELOW -> true;
        case AT_LEAST, AT_MOST -> false;
      };
    }

    /** Whether the other lower bound allows less than this one. */
    boolean looserBelow(Limit other) {
      int side = value.compareTo(other.value());
      return side < 0 || (side == 0 && other.strict());
    }

    /** Whether the other upper bound allows less than this one. */
    boolean looserAbove(Limit other) {
      int side = value.compareTo(other.value());
      return side > 0 || (side == 0 && other.strict());
    }
  }
}
