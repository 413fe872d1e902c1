package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.render.CheckReport;

/**
 * How a value stands against its baseline.
 *
 * @param text {@code +0.3 %}
 * @param tone {@code better}, {@code worse} or {@code same}
 */
public record Change(String text, String tone) {

  /** Empty text where there is nothing to compare with. */
  static Change of(CheckReport check) {
    int direction = check.direction();
    String tone = direction > 0 ? "better" : direction < 0 ? "worse" : "same";
    return new Change(check.change().orElse(""), tone);
  }
}
