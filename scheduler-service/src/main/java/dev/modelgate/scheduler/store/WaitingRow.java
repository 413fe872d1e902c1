package dev.modelgate.scheduler.store;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An experiment in the queue, with what people know it by.
 *
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
    Instant queuedAt,
    @Nullable String failedOn) {}
