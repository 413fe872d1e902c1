package dev.modelgate.checks.evaluate;

/** Makes text that a job or a repository wrote short and harmless enough for a sentence. */
final class Text {

  private Text() {}

  /** One line of at most so many code points, without characters that nobody sees. */
  static String shown(String text, int max) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(max)
        .forEach(point -> shown.appendCodePoint(isPlain(point) ? point : '\uFFFD'));
    return text.codePointCount(0, text.length()) > max ? shown + "…" : shown.toString();
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
