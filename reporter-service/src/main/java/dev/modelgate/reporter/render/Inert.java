package dev.modelgate.reporter.render;

import java.util.List;

/**
 * The one place where text of strangers (branches, subjects, metric names, messages, log lines)
 * loses its power to be anything but text: no control characters, terminal sequences, text
 * direction, invisible characters, markup, links, mentions, references to issues.
 */
public final class Inert {

  /** Stands where a character cannot be shown. */
  private static final char REPLACEMENT = '\uFFFD';

  /** Invisible; parts what a Git host would otherwise read as a mention, a link or a reference. */
  private static final char WORD_JOINER = '\u2060';

  private static final int COMBINING_MARKS_AT_MOST = 4;

  private Inert() {}

  /** The text as it may stand anywhere as plain text, in one line, its spaces kept. */
  public static String visible(String text) {
    String bare = TerminalSequences.without(text);
    StringBuilder out = new StringBuilder(bare.length());
    int marks = 0;
    for (int i = 0; i < bare.length(); ) {
      int c = bare.codePointAt(i);
      i += Character.charCount(c);
      marks = isMark(c) ? marks + 1 : 0;
      if (marks <= COMBINING_MARKS_AT_MOST) {
        appendVisible(out, c);
      }
    }
    return out.toString();
  }

  /** The text in one line, without spaces at the ends, with single spaces between words. */
  public static String line(String text) {
    return visible(text).strip().replaceAll(" {2,}", " ");
  }

  /**
   * The text in one line for a place where Markdown is read, a table's cell included. Not to be put
   * first on a line.
   */
  public static String markdown(String text) {
    String line = line(text);
    StringBuilder out = new StringBuilder(line.length() + 16);
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '\\', '`', '*', '[', ']', '|' -> out.append('\\').append(c);
        case '_' -> out.append(insideWord(line, i) ? "_" : "\\_");
        case '&' -> out.append("&amp;").append(WORD_JOINER);
        case '~', '$' -> out.append('\\').append(c).append(WORD_JOINER);
        case '@', '#', '!', '^' -> out.append(c).append(WORD_JOINER);
        case '%' -> out.append(beforeWord(line, i) ? "%" + WORD_JOINER : "%");
        case ':' -> out.append(startsLink(line, i) ? ":" + WORD_JOINER : ":");
        case '.' -> out.append(endsWww(line, i) ? WORD_JOINER + "." : ".");
        case '-' -> out.append(startsReference(line, i) ? "-" + WORD_JOINER : "-");
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  /** Lines as a block of code, with a fence that none of them can close. */
  public static String fenced(List<String> lines) {
    int longest = 2;
    for (String line : lines) {
      int run = 0;
      for (int i = 0; i < line.length(); i++) {
        run = line.charAt(i) == '`' ? run + 1 : 0;
        longest = Math.max(longest, run);
      }
    }
    String fence = "`".repeat(longest + 1);
    return fence + "text\n" + String.join("\n", lines) + "\n" + fence + "\n";
  }

  private static void appendVisible(StringBuilder out, int c) {
    switch (Character.getType(c)) {
      case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          out.append(' ');
      case Character.CONTROL -> out.append(isBreak(c) ? " " : "");
      case Character.FORMAT -> {}
      case Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE ->
          out.append(REPLACEMENT);
      default -> {
        if (!isBlankLetter(c)) {
          out.appendCodePoint(c);
        }
      }
    }
  }

  private static boolean isBreak(int c) {
    return c >= '\t' && c <= '\r' || c == 0x85;
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }

  /** Letters and signs that show as nothing: Hangul fillers, the blank Braille pattern. */
  private static boolean isBlankLetter(int c) {
    return c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || c == 0x2800;
  }

  private static boolean insideWord(String line, int i) {
    return i > 0 && Character.isLetterOrDigit(line.charAt(i - 1)) && beforeWord(line, i);
  }

  private static boolean beforeWord(String line, int i) {
    return i + 1 < line.length() && Character.isLetterOrDigit(line.charAt(i + 1));
  }

  /** {@code https://}, {@code mailto:x}: whatever a host might take for an address. */
  private static boolean startsLink(String line, int i) {
    return line.startsWith("//", i + 1)
        || endsWith(line, i, "mailto")
        || endsWith(line, i, "xmpp")
        || endsWith(line, i, "javascript");
  }

  private static boolean endsWww(String line, int i) {
    return endsWith(line, i, "www");
  }

  /** {@code GH-1}. */
  private static boolean startsReference(String line, int i) {
    return endsWith(line, i, "gh") && beforeWord(line, i);
  }

  private static boolean endsWith(String line, int end, String word) {
    return line.regionMatches(true, end - word.length(), word, 0, word.length());
  }
}
