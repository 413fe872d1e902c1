package dev.modelgate.checks.store;

import dev.modelgate.checks.evaluate.ReasonCode;
import dev.modelgate.checks.intake.Verdict;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was said of a run.
 *
 * @param heard its end, as JSON; null where it was kept before that was
 */
@MappedEntity("run_result")
record RunResultRow(
    @Id String runId,
    String projectId,
    int revision,
    Verdict verdict,
    ReasonCode reason,
    String sentence,
    Instant judgedAt,
    @Nullable String heard) {}
