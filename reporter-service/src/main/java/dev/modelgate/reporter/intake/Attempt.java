package dev.modelgate.reporter.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try of an experiment, looked back at.
 *
 * @param exitCode null where the job did not exit by itself
 * @param message why it ended so; null where the outcome says all
 * @param startedAt null where the job never started
 * @param finishedAt null where that is not known
 */
public record Attempt(
    String id,
    int number,
    String runner,
    Outcome outcome,
    @Nullable Integer exitCode,
    @Nullable String message,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {}
