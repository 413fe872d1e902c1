package dev.modelgate.checks.baseline;

import dev.modelgate.checks.intake.MeasuredNumber;
import org.jspecify.annotations.Nullable;

/** A passed result that reached the default branch. */
public record BaselineEntry(EntryId id, PassedResult result, BranchPosition position) {

  /** What the result measured under a key; null where it measured nothing. */
  public @Nullable MeasuredNumber value(String metric) {
    return result.values().get(metric);
  }
}
