package dev.modelgate.checks.baseline;

import dev.modelgate.checks.intake.ExperimentId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A passed result that reached the default branch.
 *
 * @param ref full name of the ref that its run was for
 * @param values each metric's number as it was written, by key
 */
public record BaselineEntry(
    EntryId id,
    BaselineKey key,
    ExperimentId experiment,
    int runNumber,
    String ref,
    String sha,
    BranchPosition position,
    Map<String, String> values) {
  public BaselineEntry {
    values = Map.copyOf(values);
  }

  /** The number of a metric; null where the result had none. */
  public @Nullable String value(String metric) {
    return values.get(metric);
  }
}
