package dev.modelgate.reporter.intake;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One try of an experiment, looked back at.
 *
 * @param token proves which try of the attempt speaks; files in S3 lie under it
 * @param exitCode null where the job did not exit by itself
 * @param message why it ended so; null where the outcome says all
 * @param startedAt null where the job never started
 * @param finishedAt null where that is not known
 * @param notes what people should know about how it ran, one sentence each
 * @param logBytes size of its whole log; −1 where nobody said
 */
public record Attempt(
    String id,
    int number,
    long token,
    String runner,
    Outcome outcome,
    @Nullable Integer exitCode,
    @Nullable String message,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    List<String> notes,
    long logBytes) {

  public Attempt {
    notes = List.copyOf(notes);
  }
}
