package dev.modelgate.scheduler;

import dev.modelgate.scheduler.intake.AttemptReport;
import dev.modelgate.scheduler.intake.Metric;
import dev.modelgate.scheduler.lease.Lease;
import dev.modelgate.scheduler.store.AttemptRow;
import dev.modelgate.scheduler.store.RunnerRow;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a lease step needs to know beside the step itself.
 *
 * @param epoch of the leader that takes the step; 0 where no leader does
 * @param at when
 * @param causedBy event that led to it; null where silence or placement did
 * @param runner where an attempt is placed; null for all other steps
 * @param startedAt when the job started, as its runner says; null where it does not
 * @param finishedAt when the job ended, as its runner says; null where it does not
 * @param exitCode the job's; null where it did not exit by itself
 * @param message why, in a sentence; null where the outcome says all
 * @param metrics what the attempt measured
 * @param notes what people should know about how it ran
 * @param logBytes size of its log; -1 where nobody said
 */
record Circumstances(
    long epoch,
    Instant at,
    @Nullable String causedBy,
    @Nullable RunnerRow runner,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Integer exitCode,
    @Nullable String message,
    List<Metric> metrics,
    List<String> notes,
    long logBytes) {

  static Circumstances placing(long epoch, Instant at, RunnerRow runner) {
    return new Circumstances(
        epoch, at, null, runner, null, null, null, null, List.of(), List.of(), -1);
  }

  static Circumstances losing(long epoch, Instant at, String why) {
    return new Circumstances(
        epoch, at, null, null, null, null, null, why, List.of(), List.of(), -1);
  }

  static Circumstances cancelling(Instant at, @Nullable String causedBy) {
    return new Circumstances(
        0,
        at,
        causedBy,
        null,
        null,
        null,
        null,
        "It was cancelled before it ran.",
        List.of(),
        List.of(),
        -1);
  }

  /** The step before it did not succeed, so that it never runs. */
  Circumstances ending(String step) {
    String why = "It did not run, because step " + step + " did not succeed.";
    return new Circumstances(
        epoch, at, causedBy, null, null, null, null, why, List.of(), List.of(), -1);
  }

  static Circumstances reporting(long epoch, Instant at, AttemptReport report) {
    String causedBy = report.head().eventId();
    return switch (report) {
      case AttemptReport.Started started ->
          new Circumstances(
              epoch,
              at,
              causedBy,
              null,
              started.startedAt(),
              null,
              null,
              null,
              List.of(),
              started.notes(),
              -1);
      case AttemptReport.Progressed _ ->
          new Circumstances(
              epoch, at, causedBy, null, null, null, null, null, List.of(), List.of(), -1);
      case AttemptReport.Finished finished ->
          new Circumstances(
              epoch,
              at,
              causedBy,
              null,
              finished.startedAt(),
              finished.finishedAt(),
              finished.exitCode(),
              finished.message(),
              finished.metrics(),
              finished.notes(),
              finished.logBytes());
    };
  }

  /** The row of an attempt that is placed now. */
  AttemptRow attempt(String attemptId, String experimentId, Lease lease) {
    RunnerRow on = Objects.requireNonNull(runner);
    return new AttemptRow(
        attemptId,
        experimentId,
        lease.number(),
        lease.token(),
        epoch,
        on.runnerId(),
        on.name(),
        true,
        lease.sequence(),
        at,
        null,
        null,
        null,
        null,
        null,
        "",
        -1);
  }

  /** Notes, one a line; null where none were said. */
  @Nullable String noteLines() {
    return notes.isEmpty() ? null : String.join("\n", notes);
  }
}
