package dev.modelgate.ingest.body;

/** Text from outside, made fit for one line of a log, an answer or an event. */
public final class OneLine {

  private static final char REPLACEMENT = '\uFFFD';

  private OneLine() {}

  /**
   * The text on one line: control characters, line and paragraph separators, directional overrides
   * and lone surrogates become U+FFFD, and what is longer than the given number of characters is
   * cut, with an ellipsis.
   */
  public static String of(String text, int longest) {
    String cut = text.length() <= longest ? text : text.substring(0, longest) + "…";
    StringBuilder line = new StringBuilder(cut.length());
    cut.codePoints().map(OneLine::harmless).forEach(line::appendCodePoint);
    return line.toString();
  }

  /** Whether the text holds a surrogate without its other half, so that UTF-8 cannot carry it. */
  public static boolean hasLoneSurrogate(String text) {
    return text.codePoints().anyMatch(OneLine::isSurrogate);
  }

  private static int harmless(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          REPLACEMENT;
      default -> codePoint;
    };
  }

  private static boolean isSurrogate(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }
}
