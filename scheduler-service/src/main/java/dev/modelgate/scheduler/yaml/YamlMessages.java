package dev.modelgate.scheduler.yaml;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says in plain words what is wrong with a text that is no YAML. */
final class YamlMessages {

  private YamlMessages() {}

  static YamlProblem of(MarkedYAMLException exception, String text) {
    String problem = String.valueOf(exception.getProblem());
    String context = String.valueOf(exception.getContext());
    Mark mark =
        beginsEarlier(problem, context) || exception.getProblemMark() == null
            ? exception.getContextMark()
            : exception.getProblemMark();
    Place place = mark == null ? Place.START : new Place(mark.getLine() + 1, mark.getColumn() + 1);
    return new YamlProblem(place, words(problem, context) + noBreakSpace(text, place));
  }

  /** Whether people find the mistake where the thing begins, not where the parser gave up. */
  private static boolean beginsEarlier(String problem, String context) {
    return problem.contains("could not find expected ':'")
        || context.contains("while scanning a quoted scalar");
  }

  private static String words(String problem, String context) {
    if (problem.contains("'\\t(TAB)'") || problem.contains("'\t'")) {
      return "Expected spaces as indentation, but here is a tab.";
    }
    if (problem.contains("mapping values are not allowed here")) {
      return "Expected one \"key: value\" on this line, but found another \": \". Quote the value,"
          + " or check the indentation of this line and the one above.";
    }
    if (problem.contains("could not find expected ':'")) {
      return "Expected \"key: value\", but found text without \": \". Check the indentation of this"
          + " line and the one above.";
    }
    if (problem.contains("expected <block end>, but found '-'")) {
      return "Expected a key, but found a list item. Check the indentation of this line.";
    }
    if (problem.contains("expected <block end>")) {
      return "Expected a key in the same column as its neighbours above, but found text elsewhere."
          + " Check the indentation and the quotes of this line.";
    }
    if (context.contains("while scanning a quoted scalar")) {
      return "Expected a closing quote, but found none.";
    }
    if (context.contains("while scanning an alias")) {
      return "Expected a value, but \"*\" begins an alias in YAML. Quote a value that begins with"
          + " \"*\".";
    }
    return "Not valid YAML: " + Shown.plain(problem) + ".";
  }

  /** A no-break space looks like a space and is none, which nobody sees. */
  private static String noBreakSpace(String text, Place place) {
    String line = text.lines().skip(place.line() - 1L).findFirst().orElse("");
    return line.indexOf('\u00A0') >= 0
        ? " This line holds a no-break space (U+00A0); write a space instead."
        : "";
  }
}
