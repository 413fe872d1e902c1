package dev.modelgate.checks.evaluate;

import dev.modelgate.checks.intake.Comparison;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value beside the baseline. A tolerance in percent is taken of the baseline's absolute value, so
 * that negative metrics do not turn the rule around (format, "ClearML's threshold"). Where one of
 * them is infinite, no tolerance bridges the distance.
 *
 * @param better 1 where the value is the better one, −1 where it is the worse one, 0 where they are
 *     equal or nobody knows which direction is better
 * @param change how much the value is above the baseline; null where that is no number
 */
record Compared(boolean met, int better, @Nullable BigDecimal change) {

  static Compared of(Comparison comparison, Quantity value, Quantity baseline) {
    Optional<BigDecimal> tolerance = Decimals.parse(comparison.tolerance());
    int direction =
        switch (comparison.better()) {
          case HIGHER -> value.against(baseline);
          case LOWER -> baseline.against(value);
          case UNKNOWN -> 0;
        };
    boolean judged = tolerance.isPresent() && comparison.better() != Comparison.Better.UNKNOWN;
    if (value instanceof Quantity.Finite(BigDecimal now)
        && baseline instanceof Quantity.Finite(BigDecimal before)) {
      BigDecimal change = now.subtract(before);
      BigDecimal gain = comparison.better() == Comparison.Better.LOWER ? change.negate() : change;
      boolean enough =
          tolerance
              .map(t -> comparison.relative() ? before.abs().multiply(t) : t)
              .filter(allowed -> gain.compareTo(allowed.negate()) >= 0)
              .isPresent();
      return new Compared(judged && enough, direction, change);
    }
    return new Compared(judged && direction >= 0, direction, null);
  }
}
