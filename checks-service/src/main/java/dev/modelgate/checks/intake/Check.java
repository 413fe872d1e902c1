package dev.modelgate.checks.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule over one metric, as the workflow file states it.
 *
 * @param key names rule and metric: source, file and pointer
 * @param pointer JSON pointer (RFC 6901) to the metric in the file
 * @param bounds all have to hold
 * @param comparison with the baseline; null where none was asked for
 * @param line in the workflow file, from 1
 */
public record Check(
    String key,
    String source,
    String file,
    String pointer,
    List<Bound> bounds,
    @Nullable Comparison comparison,
    int line) {
  public Check {
    bounds = List.copyOf(bounds);
  }
}
