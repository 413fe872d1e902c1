package dev.modelgate.runner.eventfile;

import java.math.BigDecimal;

/** Binary numbers in decimals. */
final class NumberText {

  private static final int MOST_ZEROS = 6;
  private static final int MOST_DIGITS = 17;

  private NumberText() {}

  /** The shortest decimal that is this 64-bit number. */
  static String of(double number) {
    return Double.isFinite(number) ? plain(Double.toString(number)) : Double.toString(number);
  }

  /** The shortest decimal that is this 32-bit number: 0.3 was written as 0.30000001192…. */
  static String ofSingle(double number) {
    return Double.isFinite(number)
        ? plain(Float.toString((float) number))
        : Double.toString(number);
  }

  private static String plain(String text) {
    BigDecimal number = new BigDecimal(text).stripTrailingZeros();
    if (number.signum() == 0) {
      return "0";
    }
    int exponent = number.precision() - number.scale() - 1;
    return exponent >= -MOST_ZEROS && exponent < MOST_DIGITS
        ? number.toPlainString()
        : number.toString();
  }
}
