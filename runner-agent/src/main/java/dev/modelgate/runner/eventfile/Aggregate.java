package dev.modelgate.runner.eventfile;

import java.util.Optional;

/** What was asked of a series. */
public sealed interface Aggregate {

  /**
   * A number.
   *
   * @param number NaN and infinities included
   * @param text the number in decimals; of a 32-bit number that was taken as it is, the shortest
   *     that are the same 32-bit number
   */
  record Of(double number, String text) implements Aggregate {}

  /**
   * There is none.
   *
   * @param problem why, in a sentence
   */
  record None(String problem) implements Aggregate {}

  /** How a series becomes one number (gradientci-format, Checks). */
  static boolean isKnown(String name) {
    return switch (name) {
      case "mean", "stddev", "var", "max", "min", "median", "last", "first", "count" -> true;
      default -> percent(name).isPresent();
    };
  }

  /** The percentage of p50 to p99. */
  static Optional<Integer> percent(String name) {
    return name.matches("p[5-9][0-9]")
        ? Optional.of(Integer.valueOf(name.substring(1)))
        : Optional.empty();
  }
}
