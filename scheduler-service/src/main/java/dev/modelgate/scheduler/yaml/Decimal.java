package dev.modelgate.scheduler.yaml;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads decimal numbers as people write them, bounded so that arithmetic with them stays small. */
public final class Decimal {

  private static final int MAX_LENGTH = 60;
  private static final int MAX_EXPONENT = 400;
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE]([+-]?[0-9]{1,9}))?");

  private Decimal() {}

  public static Optional<BigDecimal> parse(String text) {
    Matcher matcher = NUMBER.matcher(text);
    if (text.length() > MAX_LENGTH || !matcher.matches()) {
      return Optional.empty();
    }
    String exponent = matcher.group(1);
    return exponent != null && Math.abs(Integer.parseInt(exponent)) > MAX_EXPONENT
        ? Optional.empty()
        : Optional.of(new BigDecimal(text));
  }

  /** What to write instead of a text that is no number; empty where nobody can know. */
  public static String hint(String text) {
    if (text.endsWith("%") && parse(text.substring(0, text.length() - 1).strip()).isPresent()) {
      BigDecimal percent = new BigDecimal(text.substring(0, text.length() - 1).strip());
      return " Write " + percent.movePointLeft(2).stripTrailingZeros().toPlainString() + ".";
    }
    String other = text.replace(",", ".").replace("_", "");
    if (!other.equals(text) && parse(other).isPresent()) {
      return " Write " + other + ".";
    }
    return text.contains("..")
        ? " Ranges belong to version 2; write above, below, at-least or at-most."
        : "";
  }
}
