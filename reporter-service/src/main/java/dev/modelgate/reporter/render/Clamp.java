package dev.modelgate.reporter.render;

import java.text.BreakIterator;
import java.util.Locale;

/** Shortens text so that what is left still reads well. */
public final class Clamp {

  private static final String ELLIPSIS = "…";

  private Clamp() {}

  /**
   * The text in at most {@code max} UTF-16 units, so in no more characters by any way of counting:
   * cut between words where a word ends near the limit, else between characters as people see them.
   */
  public static String line(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int room = max - ELLIPSIS.length();
    int space = text.lastIndexOf(' ', room);
    int end = space >= room * 3 / 4 ? space : boundary(text, room);
    return trimmed(text.substring(0, end)) + ELLIPSIS;
  }

  private static int boundary(String text, int room) {
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text);
    return characters.isBoundary(room) ? room : Math.max(0, characters.preceding(room));
  }

  /** Without what reads badly before an ellipsis. */
  private static String trimmed(String text) {
    int end = text.length();
    while (end > 0 && " ,;:-–(".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(0, end);
  }
}
