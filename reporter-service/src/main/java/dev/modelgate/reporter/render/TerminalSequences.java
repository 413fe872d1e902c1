package dev.modelgate.reporter.render;

/**
 * Finds what a terminal would obey instead of showing it (ECMA-48: CSI, OSC, DCS, APC, PM, SOS and
 * short escapes).
 */
final class TerminalSequences {

  private static final char ESC = 0x1B;
  private static final char BEL = 0x07;

  private TerminalSequences() {}

  /** The text without them; one that is never ended takes nothing but its introducer with it. */
  static String without(String text) {
    if (text.indexOf(ESC) < 0 && !hasC1(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      int next = after(text, i);
      if (next == i) {
        out.append(text.charAt(i));
        next = i + 1;
      }
      i = next;
    }
    return out.toString();
  }

  private static boolean hasC1(String text) {
    return text.chars().anyMatch(c -> c >= 0x80 && c <= 0x9F);
  }

  /** Where the sequence that starts here ends; {@code i} where none starts. */
  private static int after(String text, int i) {
    char c = text.charAt(i);
    if (c == ESC) {
      return i + 1 < text.length() ? afterIntroducer(text, i + 1, text.charAt(i + 1)) : i + 1;
    }
    // The eight-bit forms stand for ESC and the character 0x40 below.
    return c >= 0x80 && c <= 0x9F && c != 0x85 ? afterIntroducer(text, i, (char) (c - 0x40)) : i;
  }

  private static int afterIntroducer(String text, int at, char introducer) {
    return switch (introducer) {
      case '[' -> afterControl(text, at + 1);
      case ']', 'P', '_', '^', 'X' -> afterString(text, at + 1);
      default -> introducer >= 0x20 && introducer <= 0x2F ? afterShort(text, at) : at + 1;
    };
  }

  private static int afterControl(String text, int start) {
    int i = start;
    while (i < text.length() && text.charAt(i) >= 0x20 && text.charAt(i) <= 0x3F) {
      i++;
    }
    return i < text.length() && text.charAt(i) >= 0x40 && text.charAt(i) <= 0x7E ? i + 1 : i;
  }

  private static int afterString(String text, int start) {
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == BEL || c == 0x9C) {
        return i + 1;
      }
      if (c == ESC) {
        return i + 1 < text.length() && text.charAt(i + 1) == '\\' ? i + 2 : i;
      }
      if (c == '\n') {
        return start;
      }
    }
    return start;
  }

  private static int afterShort(String text, int start) {
    int i = start;
    while (i < text.length() && text.charAt(i) >= 0x20 && text.charAt(i) <= 0x2F) {
      i++;
    }
    return Math.min(i + 1, text.length());
  }
}
