package dev.modelgate.scheduler.store;

import dev.modelgate.scheduler.intake.Verdict;
import dev.modelgate.scheduler.lease.Outcome;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An experiment.
 *
 * @param command shell text of the job
 * @param environment of the job, as JSON
 * @param surroundings container, folders and model, as JSON
 * @param checks as JSON
 * @param blocked whether it waits for the step before it; it is in no queue then
 * @param cancelling whether its end was asked for
 * @param attempts how many it had, the live one included
 * @param position in the queue; it keeps it when machines fail it
 * @param metrics what its last attempt measured, as JSON; null before its end
 * @param verdict of the highest revision that was heard; null before the first
 * @param traceparent of its planning; null where an older version planned it
 */
@MappedEntity("experiment")
public record ExperimentRow(
    @Id String experimentId,
    String runId,
    String step,
    @Nullable String machine,
    String command,
    String environment,
    String surroundings,
    String checks,
    ExperimentState state,
    boolean blocked,
    boolean cancelling,
    int attempts,
    long position,
    Instant queuedAt,
    @Nullable Outcome outcome,
    @Nullable Integer exitCode,
    @Nullable String message,
    @Nullable String metrics,
    @Nullable Verdict verdict,
    int verdictRevision,
    @Nullable String traceparent) {}
