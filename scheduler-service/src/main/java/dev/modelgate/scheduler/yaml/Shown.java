package dev.modelgate.scheduler.yaml;

/** Makes text of the file short and harmless enough to stand in a message. */
public final class Shown {

  private static final int MAX = 60;

  /** What the name of a workflow or a step has at most, so that a status can show it. */
  public static final int LONGEST_NAME = 63;

  private Shown() {}

  /** In double quotes, at most 60 code points, without characters that nobody sees. */
  public static String quoted(String text) {
    return '"' + plain(text) + '"';
  }

  /** As above, without the quotes. */
  public static String plain(String text) {
    return plain(text, MAX);
  }

  /** A name as it is, where it could be one. */
  public static String name(String text) {
    return plain(text, LONGEST_NAME);
  }

  private static String plain(String text, int most) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(most)
        .forEach(point -> shown.appendCodePoint(isVisible(point) ? point : '\uFFFD'));
    return text.codePointCount(0, text.length()) > most ? shown + "…" : shown.toString();
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
