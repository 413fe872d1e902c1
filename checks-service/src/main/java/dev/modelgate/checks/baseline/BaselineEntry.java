package dev.modelgate.checks.baseline;

import org.jspecify.annotations.Nullable;

/** A passed result that reached the default branch. */
public record BaselineEntry(EntryId id, PassedResult result, BranchPosition position) {

  /** The number of a metric; null where the result had none. */
  public @Nullable String value(String metric) {
    return result.values().get(metric);
  }
}
