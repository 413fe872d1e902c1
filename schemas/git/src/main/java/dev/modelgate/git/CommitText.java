package dev.modelgate.git;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a commit object: header lines, an empty line, the message. Nothing in it is trusted. */
final class CommitText {

  private static final int LONGEST_LINE = 1000;
  // Twelve digits reach the year 33658; what is longer is no time.
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}(?![0-9])");

  private CommitText() {}

  /** Reads as much of a commit as was kept: the header whole, the message perhaps cut. */
  static Commit parse(Sha sha, byte[] content) {
    String bytes = new String(content, StandardCharsets.ISO_8859_1);
    int end = bytes.indexOf("\n\n");
    String header = end < 0 ? bytes : bytes.substring(0, end);
    String rest = end < 0 ? "" : bytes.substring(end + 2);
    Sha tree = null;
    List<Sha> parents = new ArrayList<>();
    String author = "";
    Charset charset = StandardCharsets.UTF_8;
    for (String line : header.split("\n", -1)) {
      // A line that starts with a space goes on with the one before (signatures): of no interest.
      int space = line.indexOf(' ');
      String value = line.substring(space + 1);
      switch (line.substring(0, Math.max(0, space))) {
        case "tree" -> tree = new Sha(value);
        case "parent" -> parents.add(new Sha(value));
        case "author" -> author = value;
        case "encoding" -> charset = charsetNamed(value);
        default -> {}
      }
    }
    if (tree == null) {
      throw new GitException(
          GitException.Kind.CORRUPT, "Expected commit " + sha + " to name a tree, but it does not");
    }
    int name = author.indexOf('<');
    int time = author.lastIndexOf('>');
    String message = decode(rest, charset);
    return new Commit(
        sha,
        tree,
        parents,
        clip(decode(name < 0 ? author : author.substring(0, name), charset).strip()),
        timeOf(author.substring(time + 1).strip()),
        clip(message.stripLeading().lines().findFirst().orElse("")),
        message);
  }

  /** Decodes what kept one character a byte; NUL, which no database takes, becomes visible. */
  private static String decode(String bytes, Charset charset) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), charset).replace('\0', '\uFFFD');
  }

  private static String clip(String line) {
    return line.codePointCount(0, line.length()) <= LONGEST_LINE
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_LINE));
  }

  /** Reads "seconds zone"; the zone says nothing about when it was. */
  private static Instant timeOf(String written) {
    Matcher seconds = SECONDS.matcher(written);
    return seconds.lookingAt()
        ? Instant.ofEpochSecond(Long.parseLong(seconds.group()))
        : Instant.EPOCH;
  }

  private static Charset charsetNamed(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }
}
