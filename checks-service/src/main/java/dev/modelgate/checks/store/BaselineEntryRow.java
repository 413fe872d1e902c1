package dev.modelgate.checks.store;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** An entry of the baseline ledger; its numbers are those of its experiment. */
@MappedEntity("baseline_entry")
record BaselineEntryRow(
    @Id String entryId,
    String experimentId,
    String projectId,
    String workflow,
    String step,
    String runId,
    int runNumber,
    String ref,
    String sha,
    String branch,
    long sequence,
    int place,
    Instant promotedAt) {}
