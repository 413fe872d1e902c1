package dev.modelgate.checks.intake;

/**
 * One bound of a check.
 *
 * @param value decimal number as it was written
 */
public record Bound(Operator operator, String value) {

  /** How a value is compared with the bound. */
  public enum Operator {
    ABOVE("above"),
    BELOW("below"),
    AT_LEAST("at least"),
    AT_MOST("at most"),
    /** One that a newer scheduler knows and this version does not; it never holds. */
    UNKNOWN("within a bound that this version does not know:");

    private final String words;

    Operator(String words) {
      this.words = words;
    }

    /** What stands before the bound's number in a sentence. */
    public String words() {
      return words;
    }
  }
}
