package dev.modelgate.checks.store;

import dev.modelgate.checks.evaluate.ReasonCode;
import dev.modelgate.checks.intake.Verdict;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** What was said of a run. */
@MappedEntity("run_result")
record RunResultRow(
    @Id String runId,
    String projectId,
    int revision,
    Verdict verdict,
    ReasonCode reason,
    String sentence,
    Instant judgedAt) {}
