package dev.modelgate.checks.evaluate;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A number that can be judged: a decimal number, or one of the infinities, which compare as numbers
 * (format, version 2). NaN is not among them: it is in no range.
 */
sealed interface Quantity {

  /** A decimal number, exactly as it was written. */
  record Finite(BigDecimal number) implements Quantity {}

  /**
   * Beyond every decimal number.
   *
   * @param sign 1 above, −1 below
   */
  record Infinite(int sign) implements Quantity {}

  /** Empty for what is no number, NaN included. */
  static Optional<Quantity> parse(String text) {
    return switch (text) {
      case "Infinity" -> Optional.of(new Infinite(1));
      case "-Infinity" -> Optional.of(new Infinite(-1));
      default -> Decimals.parse(text).map(Finite::new);
    };
  }

  /** Less than, equal to or greater than zero, as this is against the other. */
  default int against(Quantity other) {
    return switch (this) {
      case Finite(BigDecimal number) ->
          switch (other) {
            case Finite(BigDecimal theirs) -> number.compareTo(theirs);
            case Infinite(int sign) -> -sign;
          };
      case Infinite(int sign) ->
          switch (other) {
            case Finite _ -> sign;
            case Infinite(int theirs) -> Integer.compare(sign, theirs);
          };
    };
  }
}
