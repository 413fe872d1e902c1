package dev.modelgate.runner.report;

import dev.modelgate.runner.claim.AttemptFolder;
import dev.modelgate.runner.claim.AttemptPhase;
import dev.modelgate.runner.claim.Ending;
import dev.modelgate.runner.metrics.MetricReading;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down what is to be said about an attempt. Saying anything twice is saying it once. */
public final class Reports {

  private final RunnerEventCodec codec;
  private final Journals journals;

  public Reports(RunnerEventCodec codec, Journals journals) {
    this.codec = codec;
    this.journals = journals;
  }

  public void checkingOut(AttemptFolder attempt, String message) {
    new Spool(attempt.path())
        .add(
            Spool.Kind.CHECKING_OUT,
            sequence ->
                codec.progressed(
                    attempt.assignment(), sequence, AttemptPhase.CHECKING_OUT, message));
  }

  public void started(AttemptFolder attempt, Instant at, List<String> notes) {
    new Spool(attempt.path())
        .add(
            Spool.Kind.STARTED,
            sequence -> codec.started(attempt.assignment(), sequence, at, notes));
  }

  public void collecting(AttemptFolder attempt) {
    new Spool(attempt.path())
        .add(
            Spool.Kind.COLLECTING,
            sequence ->
                codec.progressed(
                    attempt.assignment(),
                    sequence,
                    AttemptPhase.COLLECTING,
                    "reading what the job wrote"));
  }

  /** The log grows no more; how the attempt ended is written down with its size. */
  public void finished(
      AttemptFolder attempt,
      Ending ending,
      @Nullable Instant startedAt,
      Instant finishedAt,
      List<MetricReading> metrics,
      List<String> notes) {
    LogJournal journal = logEnded(attempt);
    FinishedAttempt finished =
        new FinishedAttempt(
            ending, startedAt, finishedAt, metrics, journal.bytes(), journal.size(), notes);
    new Spool(attempt.path())
        .add(
            Spool.Kind.FINISHED,
            sequence -> codec.finished(attempt.assignment(), sequence, finished));
  }

  /** Whether it is written down how the attempt ended: then nothing of it is done again. */
  public boolean haveEnd(AttemptFolder attempt) {
    return new Spool(attempt.path()).holds(Spool.Kind.FINISHED);
  }

  /** The log grows no more. */
  public LogJournal logEnded(AttemptFolder attempt) {
    LogJournal journal = journals.of(attempt);
    journal.complete();
    return journal;
  }
}
