package dev.modelgate.checks.evaluate;

import dev.modelgate.checks.intake.Comparison;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A value beside the baseline. A tolerance in percent is taken of the baseline's absolute value, so
 * that negative metrics do not turn the rule around (format, "ClearML's threshold").
 *
 * @param change how much the value is above the baseline
 * @param better whether that is the better direction; false where nothing changed
 */
record Compared(boolean met, BigDecimal change, boolean better) {

  static Compared of(Comparison comparison, BigDecimal value, BigDecimal baseline) {
    BigDecimal change = value.subtract(baseline);
    Optional<BigDecimal> allowed =
        Decimals.parse(comparison.tolerance())
            .map(
                tolerance ->
                    comparison.relative() ? baseline.abs().multiply(tolerance) : tolerance);
    return switch (comparison.better()) {
      case HIGHER ->
          new Compared(
              allowed.isPresent() && change.compareTo(allowed.get().negate()) >= 0,
              change,
              change.signum() > 0);
      case LOWER ->
          new Compared(
              allowed.isPresent() && change.compareTo(allowed.get()) <= 0,
              change,
              change.signum() < 0);
      case UNKNOWN -> new Compared(false, change, false);
    };
  }
}
