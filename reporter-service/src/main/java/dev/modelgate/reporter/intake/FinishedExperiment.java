package dev.modelgate.reporter.intake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An experiment is over.
 *
 * @param sequence grows with every event of the topic and project
 * @param exitCode of its last job; null where that did not exit by itself
 * @param message why it ended so
 * @param environment of the job, as the workflow file states it
 * @param attempts oldest first
 */
public record FinishedExperiment(
    RunKey run,
    Instant at,
    long sequence,
    String experimentId,
    String step,
    Outcome outcome,
    @Nullable Integer exitCode,
    @Nullable String message,
    List<Metric> metrics,
    Map<String, String> environment,
    List<Attempt> attempts)
    implements RunFact {}
