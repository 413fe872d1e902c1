package dev.modelgate.scheduler.yaml;

/** Makes text of the file short and harmless enough to stand in a message. */
public final class Shown {

  private static final int MAX = 60;

  private Shown() {}

  /** In double quotes, at most 60 code points, without characters that nobody sees. */
  public static String quoted(String text) {
    return '"' + plain(text) + '"';
  }

  /** As above, without the quotes. */
  public static String plain(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(MAX)
        .forEach(point -> shown.appendCodePoint(isVisible(point) ? point : '\uFFFD'));
    return text.codePointCount(0, text.length()) > MAX ? shown + "…" : shown.toString();
  }

  private static boolean isVisible(int point) {
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
