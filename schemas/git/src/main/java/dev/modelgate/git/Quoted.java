package dev.modelgate.git;

/**
 * Makes a stranger's text fit into one line of a message: short, visible, without control
 * characters.
 */
final class Quoted {

  private static final int LONGEST = 200;

  private Quoted() {}

  static String of(String text) {
    return '"' + inOneLine(text) + '"';
  }

  static String inOneLine(String text) {
    return inOneLine(text, LONGEST);
  }

  static String inOneLine(String text, int longest) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(longest)
        .map(point -> isVisible(point) ? point : '?')
        .forEach(line::appendCodePoint);
    if (text.codePointCount(0, text.length()) > longest) {
      line.append('…');
    }
    return line.toString();
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
