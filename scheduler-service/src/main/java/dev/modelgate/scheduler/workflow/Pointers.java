package dev.modelgate.scheduler.workflow;

import dev.modelgate.scheduler.yaml.Shown;
import java.util.Optional;

/** Says what is wrong with a JSON pointer (RFC 6901). */
final class Pointers {

  private static final int MAX_LENGTH = 300;

  private Pointers() {}

  /** Empty where nothing is; the pointer to the whole document is mostly a forgotten one. */
  static Optional<String> wrong(String pointer) {
    if (pointer.length() > MAX_LENGTH) {
      return Optional.of("Expected a JSON pointer of at most " + MAX_LENGTH + " characters.");
    }
    if (!pointer.startsWith("/")) {
      return Optional.of(
          "Expected a JSON pointer, which begins with \"/\", but found "
              + Shown.quoted(pointer)
              + (pointer.isEmpty()
                  ? "."
                  : ". Did you mean " + Shown.quoted(slashed(pointer)) + "?"));
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

  private static String slashed(String pointer) {
    return "/" + pointer.replace('.', '/');
  }
}
