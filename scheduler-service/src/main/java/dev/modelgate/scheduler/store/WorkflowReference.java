package dev.modelgate.scheduler.store;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * What became of one workflow for a git event.
 *
 * @param runId null where it does not run
 * @param runNumber null where it does not run
 */
@Serdeable
public record WorkflowReference(
    String workflow, State state, @Nullable String runId, @Nullable Integer runNumber) {

  /** What became of it; named as in the event. */
  public enum State {
    PLANNED,
    NOT_MATCHED,
    INVALID
  }
}
