package dev.modelgate.checks.evaluate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** Numbers for people: as short as they can be without saying anything that is not true. */
final class Numbers {

  private static final int SHORT = 6;
  private static final int DIGITS = 3;
  private static final int MAX_DIGITS = 20;
  private static final BigDecimal TWENTIETH = new BigDecimal("0.05");
  private static final MathContext EXACT_ENOUGH = new MathContext(2 * MAX_DIGITS);
  private static final String PERCENT = " %";
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private Numbers() {}

  /**
   * The number with as few digits as leave it on the same side of every other number that stands in
   * the sentence; short ones as they were written.
   *
   * @param decimals that are shown at least, where it has as many
   */
  static String shown(String written, BigDecimal value, int decimals, List<BigDecimal> others) {
    if (written.length() <= SHORT) {
      return written;
    }
    int integerDigits = Math.max(0, value.precision() - value.scale());
    for (int digits = Math.max(DIGITS, Math.min(integerDigits + decimals, MAX_DIGITS));
        digits < MAX_DIGITS;
        digits++) {
      BigDecimal rounded = value.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (sameSide(value, rounded, others)) {
        return plain(rounded);
      }
    }
    return plain(value);
  }

  /** A change in percent of the old value, without sign; the old value must not be zero. */
  static String percent(BigDecimal difference, BigDecimal of) {
    return plain(shortPercent(difference, of)) + PERCENT;
  }

  /** The same, on the side of the allowed fraction of the old value where it is. */
  static String percent(BigDecimal difference, BigDecimal of, BigDecimal allowed) {
    return beside(
            shortPercent(difference, of),
            inPercent(difference, of),
            allowed.multiply(HUNDRED),
            difference.abs().compareTo(of.abs().multiply(allowed)))
        + PERCENT;
  }

  private static BigDecimal shortPercent(BigDecimal difference, BigDecimal of) {
    BigDecimal percent = inPercent(difference, of);
    return percent.compareTo(TWENTIETH) < 0
        ? percent.round(new MathContext(1, RoundingMode.HALF_UP))
        : percent.setScale(percent.compareTo(HUNDRED) >= 0 ? 0 : 1, RoundingMode.HALF_UP);
  }

  private static BigDecimal inPercent(BigDecimal difference, BigDecimal of) {
    return difference.abs().multiply(HUNDRED).divide(of.abs(), EXACT_ENOUGH);
  }

  /** How far a value is from the old one, in percent of that where it can be said: "+2.9 %". */
  static String signed(BigDecimal difference, BigDecimal of) {
    String sign = difference.signum() > 0 ? "+" : difference.signum() < 0 ? "−" : "±";
    return sign + (of.signum() == 0 ? difference(difference) : percent(difference, of));
  }

  /** A difference in the metric's own unit, without sign. */
  static String difference(BigDecimal difference) {
    return plain(shortDifference(difference));
  }

  /** The same, on the side of the allowed one where it is. */
  static String difference(BigDecimal difference, BigDecimal allowed) {
    BigDecimal exact = difference.abs();
    return beside(shortDifference(exact), exact, allowed, exact.compareTo(allowed));
  }

  private static BigDecimal shortDifference(BigDecimal difference) {
    return difference.abs().round(new MathContext(DIGITS, RoundingMode.HALF_UP));
  }

  /**
   * The short form where it stands on the right side of the limit, else the first longer one that
   * does, else words.
   *
   * @param side of the limit where the number is
   */
  private static String beside(BigDecimal shortest, BigDecimal exact, BigDecimal limit, int side) {
    if (shortest.compareTo(limit) == side) {
      return plain(shortest);
    }
    for (int digits = DIGITS; side != 0 && digits < MAX_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_UP));
      if (rounded.compareTo(limit) == side) {
        return plain(rounded);
      }
    }
    return (side > 0 ? "over " : side < 0 ? "under " : "") + plain(limit.stripTrailingZeros());
  }

  /** A fraction as percent, exactly: 0.01 is "1 %". */
  static String exactPercent(BigDecimal fraction) {
    return plain(fraction.multiply(HUNDRED).stripTrailingZeros()) + PERCENT;
  }

  /** Without exponent where that stays readable. */
  static String plain(BigDecimal number) {
    int magnitude = number.precision() - number.scale();
    return magnitude > 12 || magnitude < -5
        ? number.stripTrailingZeros().toString().toLowerCase(Locale.ROOT)
        : number.toPlainString();
  }

  private static boolean sameSide(BigDecimal value, BigDecimal rounded, List<BigDecimal> others) {
    for (BigDecimal other : others) {
      if (value.compareTo(other) != rounded.compareTo(other)) {
        return false;
      }
    }
    return true;
  }
}
