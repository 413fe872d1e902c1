package dev.modelgate.reporter.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An experiment waits for capacity.
 *
 * @param machine the machine name that it asks for; null: any
 * @param attemptNumber the attempt that it waits for, from 1
 */
public record QueuedExperiment(
    RunKey run,
    Instant at,
    String experimentId,
    String step,
    @Nullable String machine,
    int attemptNumber)
    implements RunFact {}
