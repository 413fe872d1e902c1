package dev.modelgate.runner.report;

import dev.modelgate.runner.claim.Ending;
import dev.modelgate.runner.metrics.MetricReading;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is said about an attempt that ended.
 *
 * @param startedAt when its job started; null where it never did
 * @param finishedAt when it ended
 * @param metrics those that checks name, then others
 * @param logBytes size of the whole log
 * @param logChunks in how many chunks the live tail gets it
 * @param notes what people should know about how it ran, one sentence each
 */
public record FinishedAttempt(
    Ending ending,
    @Nullable Instant startedAt,
    Instant finishedAt,
    List<MetricReading> metrics,
    long logBytes,
    long logChunks,
    List<String> notes) {

  public FinishedAttempt {
    metrics = List.copyOf(metrics);
    notes = List.copyOf(notes);
  }
}
