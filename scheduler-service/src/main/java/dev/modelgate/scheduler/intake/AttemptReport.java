package dev.modelgate.scheduler.intake;

import dev.modelgate.scheduler.lease.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a runner says of an attempt. */
public sealed interface AttemptReport {

  /** What every report says. */
  Head head();

  /**
   * Whose report it is.
   *
   * @param token that the runner holds
   * @param sequence of the report within its attempt, from 1
   */
  record Head(String eventId, String runnerId, String attemptId, long token, long sequence) {}

  /**
   * The job runs.
   *
   * @param notes what people should know about how
   */
  record Started(Head head, Instant startedAt, List<String> notes) implements AttemptReport {
    public Started {
      notes = List.copyOf(notes);
    }
  }

  /** The attempt reached another phase. */
  record Progressed(Head head) implements AttemptReport {}

  /**
   * The attempt ended.
   *
   * @param exitCode null where the job did not exit by itself
   * @param message why, in a sentence; null where the outcome says all
   * @param startedAt null where the job never started
   * @param notes what people should know about how it ran
   * @param logBytes size of its whole log; -1 where it is not known
   */
  record Finished(
      Head head,
      Outcome outcome,
      @Nullable Integer exitCode,
      @Nullable String message,
      @Nullable Instant startedAt,
      Instant finishedAt,
      List<Metric> metrics,
      List<String> notes,
      long logBytes)
      implements AttemptReport {

    public Finished {
      metrics = List.copyOf(metrics);
      notes = List.copyOf(notes);
    }
  }
}
