package dev.modelgate.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** How the command line words things: tables, times, marks; all of it safe for a terminal. */
public final class Text {

  private Text() {}

  /**
   * Columns as wide as their widest cell, two spaces between them, the last one cut at the width.
   */
  public static List<String> table(List<List<String>> rows, int width) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append(row.get(i));
        if (i < row.size() - 1) {
          line.append(" ".repeat(widths[i] - row.get(i).length() + 2));
        }
      }
      lines.add(cut(line.toString().stripTrailing(), width));
    }
    return lines;
  }

  /** Cuts a line at a width; what was cut shows as an ellipsis. */
  public static String cut(String line, int width) {
    return line.length() <= width ? line : line.substring(0, width - 1) + "…";
  }

  /** Text from outside without control characters, so that it cannot steer a terminal. */
  public static String plain(String text) {
    return text.codePoints()
        .map(point -> Character.isISOControl(point) || isDirectional(point) ? ' ' : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /**
   * Text that a terminal may be given: of what it would obey only line ends, tabs and colours are
   * left.
   */
  public static String forTerminal(String text) {
    return text.replaceAll(
        "\\x1b(?!\\[[0-9;]{0,20}m)|[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1a\\x1c-\\x1f\\x7f-\\x9f]", "");
  }

  private static boolean isDirectional(int point) {
    return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
  }

  /** "3 min ago". */
  public static String ago(JsonNode instant, Instant now) {
    try {
      return since(Duration.between(Instant.parse(instant.asText("")), now)) + " ago";
    } catch (DateTimeParseException e) {
      return "";
    }
  }

  /** A duration in the largest unit that fits: "8 s", "12 min", "3 h", "2 d". */
  public static String since(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min";
    }
    return seconds < 48 * 3600 ? seconds / 3600 + " h" : seconds / 86400 + " d";
  }

  /** First seven digits of a commit. */
  public static String shortSha(JsonNode sha) {
    return sha.asText("").substring(0, Math.min(7, sha.asText("").length()));
  }

  /**
   * A number in at most five digits, with the minus that changes have; integers keep their digits,
   * other texts stay as they are.
   */
  public static String figure(String text) {
    return text.matches("-[0-9].*") ? "−" + shortened(text.substring(1)) : shortened(text);
  }

  private static String shortened(String text) {
    if (text.length() > 40 || !text.matches("[0-9]+\\.[0-9]+([eE][+-]?[0-9]{1,2})?")) {
      return text;
    }
    BigDecimal rounded =
        new BigDecimal(text).round(new MathContext(5, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    return Math.abs(rounded.precision() - rounded.scale()) > 9
        ? rounded.toString()
        : rounded.toPlainString();
  }

  /** The sentence beside a verdict, which it does not say again: {@code failed: x} is {@code x}. */
  public static String sentence(JsonNode run) {
    String text = plain(run.path("sentence").asText("")).strip();
    String verdict = run.path("verdict").asText("");
    boolean said = !verdict.isEmpty() && text.startsWith(verdict);
    String rest = said ? text.substring(verdict.length()) : "";
    return rest.startsWith(":") || rest.startsWith(",") ? rest.substring(1).strip() : text;
  }

  /** A verdict with its mark, or the state where there is no verdict yet. */
  public static String verdict(JsonNode run) {
    String verdict = run.path("verdict").asText("");
    return switch (verdict) {
      case "" -> "· " + run.path("state").asText("?");
      case "passed" -> "✓ passed";
      case "failed" -> "✗ failed";
      case "inconclusive" -> "≈ inconclusive";
      case "cancelled" -> "⊘ cancelled";
      case "superseded" -> "↷ superseded";
      case "skipped" -> "– skipped";
      default -> "! " + verdict;
    };
  }
}
