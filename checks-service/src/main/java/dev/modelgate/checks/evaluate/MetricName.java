package dev.modelgate.checks.evaluate;

import dev.modelgate.checks.intake.Check;
import dev.modelgate.checks.intake.MetricDefinition;

/** What people call the metric of a check. */
final class MetricName {

  private static final int MAX = 60;

  private MetricName() {}

  /**
   * Its own name; else the last token of the pointer, unescaped as RFC 6901 says; else the file.
   */
  static String of(Check check) {
    MetricDefinition definition = check.definition();
    if (!definition.name().isBlank()) {
      return Text.shown(definition.name(), MAX);
    }
    String pointer = definition.pointer();
    String last = pointer.substring(pointer.lastIndexOf('/') + 1);
    String name = last.replace("~1", "/").replace("~0", "~");
    return Text.shown(name.isBlank() ? definition.file() : name, MAX);
  }
}
