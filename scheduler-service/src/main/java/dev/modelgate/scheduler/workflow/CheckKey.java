package dev.modelgate.scheduler.workflow;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The key of a check, taken apart: {@code json:<file>:<pointer>}.
 *
 * @param file relative to the work tree and inside of it
 * @param pointer RFC 6901, never the empty one for the whole document, which is mostly a forgotten
 *     one
 */
record CheckKey(String source, String file, String pointer) {

  private static final int MAX_LENGTH = 300;
  private static final String FORM = "json:<file>:<pointer>, such as json:metrics.json:/accuracy";
  private static final Set<String> LATER =
      Set.of("tensorflow", "onnx", "custom", "dvc", "csv", "mlflow", "wandb", "run");

  static Optional<CheckKey> read(String key, Place place, Problems problems) {
    if (key.length() > MAX_LENGTH) {
      problems.error(place, "Expected a check's key of at most " + MAX_LENGTH + " characters.");
      return Optional.empty();
    }
    int first = key.indexOf(':');
    int second = key.indexOf(':', first + 1);
    String source = first < 0 ? key : key.substring(0, first);
    if (LATER.contains(source)) {
      problems.error(
          place,
          "The source \""
              + source
              + "\" is not supported by this version yet. Expected "
              + FORM
              + ".");
      return Optional.empty();
    }
    if (!source.equals("json") || second < 0) {
      problems.error(place, "Expected " + FORM + ", but found " + Shown.quoted(key) + ".");
      return Optional.empty();
    }
    CheckKey read =
        new CheckKey(source, key.substring(first + 1, second), key.substring(second + 1));
    String wrong = wrongFile(read.file()).or(() -> wrongPointer(read)).orElse(null);
    if (wrong != null) {
      problems.error(place, wrong);
      return Optional.empty();
    }
    return Optional.of(read);
  }

  private static Optional<String> wrongFile(String file) {
    String found = ", but found " + Shown.quoted(file) + ".";
    if (file.startsWith("/") || file.startsWith("~") || file.indexOf('\\') >= 0) {
      return Optional.of(
          "Expected a file relative to the work tree, with / between folders" + found);
    }
    boolean control = file.codePoints().anyMatch(Character::isISOControl);
    if (file.isBlank() || file.endsWith("/") || control) {
      return Optional.of("Expected the name of a file" + found);
    }
    for (String part : Arrays.asList(file.split("/", -1))) {
      if (part.equals("..")) {
        return Optional.of("Expected a file inside the work tree" + found);
      }
      if (part.isEmpty() || part.equals(".")) {
        return Optional.of("Expected a file without \".\" or nothing between its slashes" + found);
      }
      if (part.toLowerCase(Locale.ROOT).equals(".git")) {
        return Optional.of("Expected a file outside of .git" + found);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> wrongPointer(CheckKey key) {
    String pointer = key.pointer();
    if (!pointer.startsWith("/")) {
      String slashed = "json:" + key.file() + ":/" + pointer.replace('.', '/');
      String meant = pointer.isEmpty() ? "" : " Did you mean " + Shown.quoted(slashed) + "?";
      return Optional.of(
          "Expected a JSON pointer, which begins with \"/\", but found "
              + Shown.quoted(pointer)
              + "."
              + meant);
    }
    for (int i = pointer.indexOf('~'); i >= 0; i = pointer.indexOf('~', i + 1)) {
      char next = i + 1 < pointer.length() ? pointer.charAt(i + 1) : ' ';
      if (next != '0' && next != '1') {
        return Optional.of(
            "Expected \"~0\" for ~ and \"~1\" for / in the JSON pointer "
                + Shown.quoted(pointer)
                + ".");
      }
    }
    return Optional.empty();
  }
}
