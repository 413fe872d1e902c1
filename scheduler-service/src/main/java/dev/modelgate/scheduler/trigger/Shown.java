package dev.modelgate.scheduler.trigger;

/** Makes names from outside short and harmless enough to stand in a sentence. */
final class Shown {

  private static final int MAX = 60;

  private Shown() {}

  static String name(String name) {
    StringBuilder shown = new StringBuilder();
    name.codePoints()
        .limit(MAX)
        .forEach(point -> shown.appendCodePoint(isPlain(point) ? point : '\uFFFD'));
    return name.codePointCount(0, name.length()) > MAX ? shown + "…" : shown.toString();
  }

  private static boolean isPlain(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
