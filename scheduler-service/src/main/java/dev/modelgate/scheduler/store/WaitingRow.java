package dev.modelgate.scheduler.store;

import dev.modelgate.scheduler.placement.Waiting;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An experiment in the queue, with what people know it by.
 *
 * @param container image that it names; null: none
 * @param failedOn ids of the runners that its earlier attempts were on, with commas; null: none
 */
@Introspected
public record WaitingRow(
    String experimentId,
    String projectId,
    int runNumber,
    String workflow,
    String step,
    @Nullable String machine,
    @Nullable String container,
    Instant queuedAt,
    @Nullable String failedOn) {

  /** As placement knows it. */
  public Waiting waiting() {
    return new Waiting(
        experimentId,
        machine,
        container != null,
        failedOn == null ? Set.of() : Set.copyOf(List.of(failedOn.split(","))));
  }
}
