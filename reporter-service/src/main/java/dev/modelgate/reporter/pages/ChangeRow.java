package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.render.Differences.Difference;

/** A setting that differs from the baseline's run. */
public record ChangeRow(String name, String before, String after) {

  static ChangeRow of(Difference difference) {
    return new ChangeRow(
        difference.name(),
        difference.before() == null ? "not set" : difference.before(),
        difference.after() == null ? "not set" : difference.after());
  }
}
