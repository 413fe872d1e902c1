package dev.modelgate.runner.metrics;

import java.math.BigDecimal;

/**
 * A JSON number as its author wrote it. Its text is kept, so that {@code 0.1000} stays {@code
 * 0.1000}; numbers that no double could hold are refused, for whoever calculates with {@code
 * 1e999999999} later would never come back.
 */
sealed interface JsonNumber {

  int LONGEST = 200;

  /** Bounds of the exponent in scientific notation: those of a double, subnormal ones included. */
  int SMALLEST_EXPONENT = -324;

  int LARGEST_EXPONENT = 308;

  /** A number to judge by, as it was written. */
  record Exact(String text) implements JsonNumber {}

  /** What stands there is no number to judge by. */
  record Refused(String problem) implements JsonNumber {}

  /**
   * Looks at a number's text.
   *
   * @param text a number as JSON writes it, or one of the words that JSON writers use for what is
   *     none, such as {@code NaN}
   */
  static JsonNumber read(String text) {
    if (text.length() > LONGEST) {
      return new Refused(
          "Expected a number of at most " + LONGEST + " characters, but it has " + text.length());
    }
    BigDecimal number;
    try {
      number = new BigDecimal(text);
    } catch (NumberFormatException e) {
      return new Refused("Expected a number, but it is " + text);
    }
    long exponent = (long) number.precision() - number.scale() - 1;
    if (number.signum() != 0 && (exponent < SMALLEST_EXPONENT || exponent > LARGEST_EXPONENT)) {
      return new Refused(
          "Expected a number between 1e%d and 1e%d in size, but it is %s"
              .formatted(SMALLEST_EXPONENT, LARGEST_EXPONENT + 1, text));
    }
    return new Exact(text);
  }
}
