package dev.modelgate.checks.evaluate;

import dev.modelgate.checks.intake.Rounding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A metric's number as it was written and as it is judged.
 *
 * @param rounded what the bounds are compared with; null where that is the raw number
 */
record Reading(String written, Quantity raw, @Nullable BigDecimal rounded) {

  /** More decimals than any number that is read has. */
  private static final int MAX_DECIMALS = Decimals.MAX_LENGTH + Decimals.MAX_EXPONENT;

  /** Empty for what is no number. */
  static Optional<Reading> of(String written, @Nullable Rounding rounding) {
    return Quantity.parse(written)
        .map(
            raw ->
                new Reading(
                    written,
                    raw,
                    rounding != null && raw instanceof Quantity.Finite(BigDecimal number)
                        ? round(number, rounding)
                        : null));
  }

  /** Down is floor, up is ceiling, for negative numbers too (format, version 2). */
  static BigDecimal round(BigDecimal number, Rounding rounding) {
    int precision = Math.clamp(rounding.precision(), 0, MAX_DECIMALS);
    return number.setScale(precision, rounding.up() ? RoundingMode.CEILING : RoundingMode.FLOOR);
  }

  /** The number that the bounds are compared with. */
  Quantity judged() {
    return rounded == null ? raw : new Quantity.Finite(rounded);
  }

  /** Whether rounding made it another number. */
  boolean isChanged() {
    return judged().against(raw) != 0;
  }
}
