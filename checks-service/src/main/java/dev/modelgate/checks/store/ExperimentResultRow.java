package dev.modelgate.checks.store;

import dev.modelgate.checks.evaluate.ReasonCode;
import dev.modelgate.checks.intake.Outcome;
import dev.modelgate.checks.intake.Verdict;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** What was said of an experiment. */
@MappedEntity("experiment_result")
record ExperimentResultRow(
    @Id String experimentId,
    String runId,
    String projectId,
    String workflow,
    String step,
    int runNumber,
    String ref,
    String sha,
    Outcome outcome,
    int revision,
    Verdict verdict,
    ReasonCode reason,
    String sentence,
    Instant judgedAt) {}
