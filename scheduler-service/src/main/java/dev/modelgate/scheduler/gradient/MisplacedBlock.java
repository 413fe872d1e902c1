package dev.modelgate.scheduler.gradient;

import dev.modelgate.scheduler.yaml.Place;
import dev.modelgate.scheduler.yaml.Problem;
import dev.modelgate.scheduler.yaml.YamlFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises the form of GradientCI's own documentation that is no YAML: {@code triggers:} or
 * {@code checks:} in the column of the step's dash instead of the column of {@code steps:}.
 */
final class MisplacedBlock {

  private static final int MOST = 20;
  private static final Pattern BLOCK = Pattern.compile("( +)(triggers|checks)\\s*:.*");
  private static final Pattern DASH = Pattern.compile("( +)-(?: .*)?");
  private static final Pattern STEPS = Pattern.compile("( *)steps\\s*:.*");

  private final List<String> lines;
  private final List<Problem> problems = new ArrayList<>();

  private MisplacedBlock(String text) {
    lines = new ArrayList<>(text.lines().toList());
  }

  /**
   * What to move; empty where something else is wrong, too.
   *
   * @param text of a file that is no YAML
   */
  static List<Problem> find(String path, String text) {
    MisplacedBlock blocks = new MisplacedBlock(text);
    for (int i = 0; i < MOST; i++) {
      switch (YamlFile.read(path, bytes(blocks.lines))) {
        case YamlFile.Tree _ -> {
          return List.copyOf(blocks.problems);
        }
        case YamlFile.Broken(Problem problem, var _) -> {
          if (!blocks.move(path, problem.line() - 1)) {
            return List.of();
          }
        }
      }
    }
    return List.of();
  }

  /** Moves the block that begins in that line, counted from 0, where it is such a one. */
  private boolean move(String path, int line) {
    if (line < 0 || line >= lines.size()) {
      return false;
    }
    Matcher block = BLOCK.matcher(lines.get(line));
    if (!block.matches()) {
      return false;
    }
    int column = block.group(1).length();
    int steps = columnAbove(line, STEPS);
    if (columnAbove(line, DASH) != column || steps < 0 || steps >= column) {
      return false;
    }
    int end = endOf(line, column);
    int by = column - steps;
    for (int i = line; i < end; i++) {
      lines.set(i, lines.get(i).substring(Math.min(by, indentation(lines.get(i)))));
    }
    problems.add(
        Problem.error(
            path,
            new Place(line + 1, column + 1),
            "\"%s:\" stands in column %d, where the step's dash stands, so that this is no YAML."
                    .formatted(block.group(2), column + 1)
                + " Move lines %d to %d %d columns to the left, to column %d, the column of \"steps:\"."
                    .formatted(line + 1, end, by, steps + 1)));
    return true;
  }

  private int columnAbove(int line, Pattern pattern) {
    for (int i = line - 1; i >= 0; i--) {
      Matcher matcher = pattern.matcher(lines.get(i));
      if (matcher.matches()) {
        return matcher.group(1).length();
      }
    }
    return -1;
  }

  /** After the last line that belongs to the block; empty lines and comments do not end it. */
  private int endOf(int line, int column) {
    int end = line + 1;
    for (int i = line + 1; i < lines.size(); i++) {
      String text = lines.get(i).strip();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      if (indentation(lines.get(i)) <= column) {
        break;
      }
      end = i + 1;
    }
    return end;
  }

  private static int indentation(String line) {
    int spaces = 0;
    while (spaces < line.length() && line.charAt(spaces) == ' ') {
      spaces++;
    }
    return spaces;
  }

  private static byte[] bytes(List<String> lines) {
    return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
  }
}
