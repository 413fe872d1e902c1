package dev.modelgate.reporter.render;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/** Numbers as people read them; the exact text stays in the data. */
public final class Figures {

  /** Digits that are shown of a number that is no large integer. */
  private static final int DIGITS = 5;

  /**
   * Numbers further from 1 than this power of ten are shown with an exponent, and never written
   * out.
   */
  private static final int PLAIN_EXPONENT = 9;

  private static final int TEXT_AT_MOST = 64;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal TENTH = new BigDecimal("0.1");

  private Figures() {}

  /** A value in at most five digits: {@code 0.97436}; what is no decimal number stays as it is. */
  public static String shown(String value) {
    Optional<BigDecimal> number = number(value);
    return number.isEmpty() ? Clamp.line(Inert.line(value), TEXT_AT_MOST) : shown(number.get());
  }

  /**
   * How a value stands against another: {@code +0.3 %} of it, or the difference where it is zero;
   * empty where either is no number.
   */
  public static Optional<String> change(String value, String base) {
    Optional<BigDecimal> now = number(value);
    Optional<BigDecimal> before = number(base);
    if (now.isEmpty() || before.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal difference = now.get().subtract(before.get(), MathContext.DECIMAL64);
    if (difference.signum() == 0) {
      return Optional.of("±0 %");
    }
    String sign = difference.signum() > 0 ? "+" : "−";
    if (before.get().signum() == 0) {
      return Optional.of(sign + shown(difference.abs()));
    }
    BigDecimal percent =
        difference
            .multiply(HUNDRED, MathContext.DECIMAL64)
            .divide(before.get(), MathContext.DECIMAL64)
            .abs();
    return Optional.of(sign + percentage(percent) + " %");
  }

  /** Less than, equal to or greater than zero, as the value is against the other. */
  public static int direction(String value, String base) {
    Optional<BigDecimal> now = number(value);
    Optional<BigDecimal> before = number(base);
    return now.isEmpty() || before.isEmpty() ? 0 : now.get().compareTo(before.get());
  }

  private static String percentage(BigDecimal percent) {
    if (percent.compareTo(new BigDecimal("0.01")) < 0) {
      return "<0.01";
    }
    int scale = percent.compareTo(HUNDRED) >= 0 ? 0 : percent.compareTo(TENTH) >= 0 ? 1 : 2;
    return exponent(percent) > PLAIN_EXPONENT
        ? shown(percent)
        : plain(percent.setScale(scale, RoundingMode.HALF_UP));
  }

  private static String shown(BigDecimal number) {
    if (number.signum() == 0) {
      return "0";
    }
    int exponent = exponent(number);
    if (exponent > PLAIN_EXPONENT || exponent < -5) {
      BigDecimal rounded = number.round(new MathContext(DIGITS, RoundingMode.HALF_EVEN));
      BigDecimal mantissa = rounded.movePointLeft(exponent(rounded)).stripTrailingZeros();
      return plain(mantissa) + "e" + exponent(rounded);
    }
    int digits = Math.max(DIGITS, exponent + 1);
    return plain(
        number.round(new MathContext(digits, RoundingMode.HALF_EVEN)).stripTrailingZeros());
  }

  /** Power of ten of the first digit. */
  private static int exponent(BigDecimal number) {
    return number.precision() - number.scale() - 1;
  }

  private static String plain(BigDecimal number) {
    return number.toPlainString().replace('-', '−');
  }

  private static Optional<BigDecimal> number(String value) {
    if (value.isEmpty() || value.length() > TEXT_AT_MOST) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(value);
      return Math.abs((long) number.scale()) > 10_000 ? Optional.empty() : Optional.of(number);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
