package dev.modelgate.scheduler.store;

import dev.modelgate.scheduler.lease.Outcome;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One try of an experiment.
 *
 * @param epoch of the leader that placed it
 * @param live whether its token counts
 * @param notes what people should know about how it ran, one a line
 * @param logBytes size of its log; -1 where nobody said
 * @param lastSequence of the last report that was taken; 0 before the first
 */
@MappedEntity("attempt")
public record AttemptRow(
    @Id String attemptId,
    String experimentId,
    int number,
    long token,
    long epoch,
    String runnerId,
    String runnerName,
    boolean live,
    long lastSequence,
    Instant assignedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Outcome outcome,
    @Nullable Integer exitCode,
    @Nullable String message,
    String notes,
    long logBytes) {

  public List<String> noteLines() {
    return notes.lines().toList();
  }
}
