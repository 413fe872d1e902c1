package dev.modelgate.scheduler.workflow;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.modelgate.scheduler.yaml.Place;
import dev.modelgate.scheduler.yaml.Problems;
import dev.modelgate.scheduler.yaml.Shown;
import dev.modelgate.scheduler.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/** Compiles the regular expressions that users write, on an engine that matches in linear time. */
final class PatternReader {

  static final int MAX_LENGTH = 512;
  static final int MAX_SIZE = 10_000;

  private static final List<String> LOOK_AROUND = List.of("(?=", "(?!", "(?<=", "(?<!");

  /** Where searching inside of a name would find more, and the writer may have meant that. */
  private static final java.util.regex.Pattern SEEMS_OPEN_AFTER =
      java.util.regex.Pattern.compile("\\^[^$]*(?<!\\.\\*)|.*(]|\\\\d)[+*]?");

  private static final java.util.regex.Pattern SEEMS_OPEN_BEFORE =
      java.util.regex.Pattern.compile("(?!\\^|\\.\\*).*(?<!\\\\)\\$");

  private PatternReader() {}

  static Optional<RefPattern> read(YamlNode.Scalar scalar, Problems problems, Allowance allowance) {
    String text = scalar.text();
    Place place = scalar.place();
    if (text.isEmpty() || scalar.isNull()) {
      problems.error(place, "Expected a regular expression, but found nothing.");
      return Optional.empty();
    }
    if (text.length() > MAX_LENGTH) {
      problems.error(
          place,
          "Expected a regular expression of at most "
              + MAX_LENGTH
              + " characters, but this one has "
              + text.length()
              + ".");
      return Optional.empty();
    }
    if (PatternSize.bound(text) > MAX_SIZE) {
      problems.error(place, tooLarge(text));
      return Optional.empty();
    }
    return compile(text, place, problems, allowance);
  }

  private static Optional<RefPattern> compile(
      String text, Place place, Problems problems, Allowance allowance) {
    Pattern compiled;
    try {
      compiled = Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      problems.error(place, notCompiled(text, e));
      return Optional.empty();
    }
    if (compiled.programSize() > MAX_SIZE) {
      problems.error(place, tooLarge(text));
      return Optional.empty();
    }
    if (!allowance.takePattern(compiled.programSize())) {
      problems.error(place, "The regular expressions of this file are too large together.");
      return Optional.empty();
    }
    warn(text, place, problems);
    return Optional.of(new RefPattern(compiled));
  }

  private static String tooLarge(String text) {
    return "The regular expression "
        + Shown.quoted(text)
        + " is too large: its repetitions multiply to more than "
        + MAX_SIZE
        + " steps.";
  }

  private static String notCompiled(String text, PatternSyntaxException e) {
    String hint;
    if (LOOK_AROUND.stream().anyMatch(text::contains)) {
      hint =
          " Look-around is not supported (expressions run in linear time): name the branches that run.";
    } else if (text.matches(".*\\\\[1-9].*")) {
      hint = " Back-references are not supported (expressions run in linear time).";
    } else if (text.startsWith("*")) {
      hint = " Every name is \".*\" as a regular expression.";
    } else {
      hint = "";
    }
    return "Expected a regular expression (RE2 syntax), but "
        + Shown.quoted(text)
        + " is none: "
        + Shown.plain(String.valueOf(e.getDescription()))
        + "."
        + hint;
  }

  private static void warn(String text, Place place, Problems problems) {
    if (text.startsWith("refs/")) {
      problems.warn(
          place,
          "Patterns match the short name of a branch, without refs/heads/, so "
              + Shown.quoted(text)
              + " matches hardly any.");
    } else if (text.endsWith("/*")) {
      problems.warn(
          place,
          "As a regular expression "
              + Shown.quoted(text)
              + " matches repeated slashes; everything below is \""
              + Shown.plain(text.substring(0, text.length() - 1))
              + ".*\".");
    } else if (text.matches("[A-Za-z0-9_/-]+\\*")) {
      problems.warn(
          place,
          "As a regular expression "
              + Shown.quoted(text)
              + " repeats its last character; everything that begins so is \""
              + Shown.plain(text.substring(0, text.length() - 1))
              + ".*\".");
    } else if (SEEMS_OPEN_AFTER.matcher(text).matches()) {
      noteOpen(text, text + ".*", place, problems);
    } else if (SEEMS_OPEN_BEFORE.matcher(text).matches()) {
      noteOpen(text, ".*" + text, place, problems);
    }
  }

  private static void noteOpen(String text, String open, Place place, Problems problems) {
    problems.note(
        place,
        "The whole name has to match "
            + Shown.quoted(text)
            + ", not a part of it; for any part write "
            + Shown.quoted(open)
            + ".");
  }
}
