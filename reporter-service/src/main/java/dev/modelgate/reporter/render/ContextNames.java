package dev.modelgate.reporter.render;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Names of statuses. They stand in branch protection, so a name never changes: it is made from the
 * workflow file's names alone. Git hosts compare names without regard to case, and take 255
 * characters.
 */
final class ContextNames {

  /** The status that concludes on every commit. */
  static final String ALL = "modelgate";

  private static final int LENGTH_AT_MOST = 255;

  private ContextNames() {}

  static String workflow(String workflow) {
    return ALL + "/" + workflow;
  }

  /** The step is named only where the workflow has steps. */
  static String check(String workflow, String step, String key) {
    String owner = step.equals(workflow) ? workflow : workflow + "/" + step;
    return ALL + "/" + owner + "/" + key;
  }

  /**
   * The statuses under names that a Git host accepts: what is too long or not distinct gets a part
   * of its digest.
   */
  static List<StatusContext> made(List<StatusContext> statuses) {
    Map<String, Integer> seen = new HashMap<>();
    statuses.forEach(status -> seen.merge(folded(status.context()), 1, Integer::sum));
    return statuses.stream()
        .map(
            status ->
                new StatusContext(
                    made(status.context(), seen.getOrDefault(folded(status.context()), 0) > 1),
                    status.state(),
                    status.description(),
                    status.url()))
        .toList();
  }

  private static String made(String name, boolean ambiguous) {
    String line = Inert.line(name);
    if (!ambiguous && line.length() <= LENGTH_AT_MOST) {
      return line;
    }
    String suffix = "~" + Digest.sha256(name).substring(0, 8);
    return Clamp.line(line, LENGTH_AT_MOST - suffix.length()) + suffix;
  }

  private static String folded(String name) {
    return Inert.line(name).toLowerCase(Locale.ROOT);
  }
}
