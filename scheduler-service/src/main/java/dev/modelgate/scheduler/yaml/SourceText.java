package dev.modelgate.scheduler.yaml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of a file into text that looks to people like what it is: UTF-8, and no character
 * that an editor does not show.
 */
final class SourceText {

  private static final int BYTE_ORDER_MARK = 0xFEFF;
  private static final int NO_BREAK_SPACE = 0xA0;

  /** The YAML scanner's time grows with the square of a line's length. */
  static final int MAX_LINE = 8_192;

  static final int MAX_LINES = 20_000;

  private SourceText() {}

  /**
   * The text without a byte order mark.
   *
   * @throws YamlProblem where it is no such text
   */
  static String decode(byte[] content) throws YamlProblem {
    String text = utf8(content);
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      text = text.substring(1);
    }
    refuseInvisible(text);
    return text;
  }

  private static String utf8(byte[] content) throws YamlProblem {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(content))
          .toString();
    } catch (CharacterCodingException _) {
      String valid = new String(content, StandardCharsets.UTF_8);
      int line =
          1
              + (int)
                  valid
                      .substring(0, valid.indexOf('\uFFFD'))
                      .chars()
                      .filter(c -> c == '\n')
                      .count();
      throw new YamlProblem(
          new Place(line, 1), "Expected text in UTF-8, but this line has bytes that are none.");
    }
  }

  private static void refuseInvisible(String text) throws YamlProblem {
    int line = 1;
    int column = 1;
    boolean indentation = true;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      String refused = refused(point, indentation);
      if (refused != null) {
        throw new YamlProblem(new Place(line, column), refused);
      }
      if (column > MAX_LINE || line > MAX_LINES) {
        throw new YamlProblem(
            new Place(line, column),
            "Expected at most %d lines of at most %d characters, but here are more."
                .formatted(MAX_LINES, MAX_LINE));
      }
      i += Character.charCount(point);
      boolean newLine =
          point == '\n' || (point == '\r' && (i >= text.length() || text.charAt(i) != '\n'));
      line = newLine ? line + 1 : line;
      column = newLine ? 1 : column + 1;
      indentation = newLine || (indentation && point == ' ');
    }
  }

  private static @Nullable String refused(int point, boolean indentation) {
    if (point == NO_BREAK_SPACE && indentation) {
      return "Expected spaces as indentation, but here is a no-break space (U+00A0).";
    }
    boolean invisible =
        switch (point) {
          case 0x85, 0xAD, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, BYTE_ORDER_MARK -> true;
          default ->
              point < ' ' && point != '\n' && point != '\r' && point != '\t'
                  || point >= 0x7F && point < NO_BREAK_SPACE
                  || point >= 0x202A && point <= 0x202E
                  || point >= 0x2060 && point <= 0x2069
                  || point == 0xFFFE
                  || point == 0xFFFF;
        };
    return invisible
        ? "Expected text that people can see, but here is the invisible character "
            + String.format(Locale.ROOT, "U+%04X", point)
            + "; delete it."
        : null;
  }
}
