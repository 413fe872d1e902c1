package dev.modelgate.scheduler.gradient;

import dev.modelgate.scheduler.workflow.Bound;
import dev.modelgate.scheduler.workflow.Rounding;
import dev.modelgate.scheduler.yaml.Decimal;
import dev.modelgate.scheduler.yaml.Place;
import dev.modelgate.scheduler.yaml.Problems;
import dev.modelgate.scheduler.yaml.Shown;
import dev.modelgate.scheduler.yaml.YamlNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A range as {@code target} has it: {@code N} or {@code N..} above, {@code ..N} below, {@code L..R}
 * between; strictly.
 */
record Target(@Nullable Side lower, @Nullable Side upper) {

  private static final Pattern AT_MOST_ONE =
      Pattern.compile("(^|[^a-z])(acc|accuracy|auc|f1|precision|recall|iou|dice|map)([^a-z]|$)");

  /** One end of the range, as written and as a number. */
  record Side(String text, BigDecimal number) {}

  /** Empty, and a problem, where it is no range or one that nothing is in. */
  static Optional<Target> read(YamlNode node, Problems problems) {
    if (!(node instanceof YamlNode.Scalar scalar) || scalar.isNull()) {
      problems.error(
          node.place(),
          "Expected a range such as 0.9.. or 0.5..0.9, but found " + node.kind() + ".");
      return Optional.empty();
    }
    String text = scalar.text().strip();
    List<Target> readings = readings(text);
    if (readings.size() != 1) {
      problems.error(
          node.place(),
          "Expected a range (N.. above, ..N below, L..R between), but found "
              + Shown.quoted(text)
              + (readings.isEmpty() ? "." : ", which can be read in two ways.")
              + Decimal.hint(text.replace("..", "")));
      return Optional.empty();
    }
    Target target = readings.getFirst();
    Side lower = target.lower();
    Side upper = target.upper();
    if (lower != null && upper != null && lower.number().compareTo(upper.number()) >= 0) {
      problems.error(
          node.place(),
          "Expected the smaller number first, but no number is above %s and below %s."
              .formatted(lower.text(), upper.text()));
      return Optional.empty();
    }
    return Optional.of(target);
  }

  private static List<Target> readings(String text) {
    List<Target> readings = new ArrayList<>();
    if (!text.contains("..")) {
      side(text).ifPresent(lower -> readings.add(new Target(lower, null)));
    }
    for (int i = text.indexOf(".."); i >= 0; i = text.indexOf("..", i + 1)) {
      String left = text.substring(0, i).strip();
      String right = text.substring(i + 2).strip();
      Optional<Side> lower = side(left);
      Optional<Side> upper = side(right);
      boolean whole =
          (left.isEmpty() || lower.isPresent())
              && (right.isEmpty() || upper.isPresent())
              && !(left.isEmpty() && right.isEmpty());
      if (whole) {
        readings.add(new Target(lower.orElse(null), upper.orElse(null)));
      }
    }
    return readings;
  }

  private static Optional<Side> side(String text) {
    return Decimal.parse(text).map(number -> new Side(text, number));
  }

  List<Bound> bounds() {
    List<Bound> bounds = new ArrayList<>();
    if (lower != null) {
      bounds.add(new Bound(Bound.Operator.ABOVE, lower.text()));
    }
    if (upper != null) {
      bounds.add(new Bound(Bound.Operator.BELOW, upper.text()));
    }
    return bounds;
  }

  /** Warns where rounding leaves no value in the range, or a perfect one out of it. */
  void warn(String metric, Rounding rounding, Place place, Problems problems) {
    if (lower != null && upper != null) {
      BigDecimal step = BigDecimal.ONE.movePointLeft(rounding.precision());
      BigDecimal next = lower.number().setScale(rounding.precision(), RoundingMode.FLOOR).add(step);
      if (next.compareTo(upper.number()) >= 0) {
        problems.warn(
            place,
            "Rounded to %d decimals no value is above %s and below %s, so that the check always fails."
                    .formatted(rounding.precision(), lower.text(), upper.text())
                + " Raise \"precision\".");
        return;
      }
    }
    boolean fraction = AT_MOST_ONE.matcher(metric.toLowerCase(Locale.ROOT)).find();
    if (upper != null && fraction && upper.number().compareTo(BigDecimal.ONE) == 0) {
      problems.warn(
          place,
          "A perfect value is not below %s, so that it fails the check. Leave the upper end out."
              .formatted(upper.text()));
    }
  }
}
