package dev.modelgate.checks.evaluate;

import dev.modelgate.checks.intake.Check;

/** What people call the metric of a check. */
final class MetricName {

  private static final int MAX = 60;

  private MetricName() {}

  /** The last token of the pointer, unescaped as RFC 6901 says; the file where there is none. */
  static String of(Check check) {
    String pointer = check.pointer();
    String last = pointer.substring(pointer.lastIndexOf('/') + 1);
    String name = last.replace("~1", "/").replace("~0", "~");
    return Text.shown(name.isBlank() ? check.file() : name, MAX);
  }
}
