package dev.modelgate.reporter.intake;

import java.util.Locale;

/**
 * One bound of a check.
 *
 * @param operator how the value is compared with it
 * @param value the bound as it was written
 */
public record Bound(Operator operator, String value) {

  /** How a value is compared with a bound. */
  public enum Operator {
    ABOVE,
    BELOW,
    AT_LEAST,
    AT_MOST,
    /** Said by a newer version of Modelgate. */
    UNKNOWN;

    /** The operator as the workflow file says it: {@code at-least}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The operator as people read it: {@code at least}. */
    public String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }
}
