package dev.modelgate.checks.intake;

import org.jspecify.annotations.Nullable;

/**
 * A workflow that was looked at for the same event; passed on as it came.
 *
 * @param run null where it was not planned
 * @param runNumber null where it was not planned
 */
public record PlannedWorkflow(
    String workflow, @Nullable RunId run, @Nullable Integer runNumber, State state) {

  /** What became of it. */
  public enum State {
    PLANNED,
    NOT_MATCHED,
    INVALID,
    UNKNOWN
  }
}
