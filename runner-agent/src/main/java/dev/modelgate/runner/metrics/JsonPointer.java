package dev.modelgate.runner.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A pointer into a JSON document (RFC 6901).
 *
 * @param steps the unescaped steps from the root; empty for the root itself
 */
record JsonPointer(List<String> steps) {

  private static final Pattern LONE_TILDE = Pattern.compile("~(?![01])");

  JsonPointer {
    steps = List.copyOf(steps);
  }

  /** Reads a pointer; empty where the text is none. */
  static Optional<JsonPointer> parse(String text) {
    if (text.isEmpty()) {
      return Optional.of(new JsonPointer(List.of()));
    }
    if (!text.startsWith("/") || LONE_TILDE.matcher(text).find()) {
      return Optional.empty();
    }
    List<String> steps = new ArrayList<>();
    for (String step : text.substring(1).split("/", -1)) {
      steps.add(step.replace("~1", "/").replace("~0", "~"));
    }
    return Optional.of(new JsonPointer(steps));
  }

  /** The same pointer from the value that the root has under a key. */
  JsonPointer below(String key) {
    List<String> all = new ArrayList<>(steps.size() + 1);
    all.add(key);
    all.addAll(steps);
    return new JsonPointer(all);
  }

  /** One step as RFC 6901 writes it. */
  static String escape(String step) {
    return step.replace("~", "~0").replace("/", "~1");
  }
}
