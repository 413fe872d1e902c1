package dev.modelgate.checks.evaluate;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads numbers from the text as it was written. Length and exponent are bounded, so that exact
 * arithmetic over what anybody may have written stays small.
 */
final class Decimals {

  static final int MAX_LENGTH = 100;
  static final int MAX_EXPONENT = 1000;

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE]([+-]?[0-9]{1,9}))?");

  private Decimals() {}

  /** Empty for what is no number, not finite, or out of the range above. */
  static Optional<BigDecimal> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    Matcher matcher = NUMBER.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String exponent = matcher.group(1);
    if (exponent != null && Math.abs(Integer.parseInt(exponent)) > MAX_EXPONENT) {
      return Optional.empty();
    }
    return Optional.of(new BigDecimal(text));
  }
}
