package dev.modelgate.scheduler.workflow;

/**
 * One bound of a check on the raw value.
 *
 * @param value a decimal number as the file has it
 */
public record Bound(Operator operator, String value) {

  /** How a value is compared with the bound. */
  public enum Operator {
    ABOVE("above"),
    BELOW("below"),
    AT_LEAST("at-least"),
    AT_MOST("at-most");

    private final String key;

    Operator(String key) {
      this.key = key;
    }

    /** The key of the workflow file. */
    public String key() {
      return key;
    }
  }
}
