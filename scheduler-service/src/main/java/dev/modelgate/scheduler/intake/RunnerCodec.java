package dev.modelgate.scheduler.intake;

import dev.modelgate.events.AttemptFinished;
import dev.modelgate.events.AttemptPhase;
import dev.modelgate.events.AttemptProgressed;
import dev.modelgate.events.AttemptStarted;
import dev.modelgate.events.MetricValue;
import dev.modelgate.events.RunnerHeartbeat;
import dev.modelgate.scheduler.lease.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Reads what runners say; whatever they say is a stranger's, so every text is cut to size. */
public final class RunnerCodec {

  private static final int MOST_METRICS = 1000;
  private static final int MOST_NOTES = 20;
  private static final int LONGEST_ID = 200;
  private static final int LONGEST_VALUE = 64;
  private static final int LONGEST_TEXT = 1000;

  private RunnerCodec() {}

  /** A heartbeat; empty for any other record, and where an id is none. */
  public static Optional<Heartbeat> heartbeat(SpecificRecord record) {
    if (!(record instanceof RunnerHeartbeat event)
        || !areIds(event.getEventId(), event.getRunnerId(), event.getSession())) {
      return Optional.empty();
    }
    return Optional.of(
        new Heartbeat(
            event.getEventId(),
            event.getRunnerId(),
            event.getSession(),
            event.getSequence(),
            event.getMachines(),
            event.getSlots(),
            event.getIgnoresContainers(),
            event.getAttempts().stream()
                .map(
                    held ->
                        new Heartbeat.Held(
                            held.getAttemptId(),
                            held.getToken(),
                            held.getPhase() == AttemptPhase.ENDED))
                .toList()));
  }

  /** A report; empty for any other record, and where an id is none. */
  public static Optional<AttemptReport> report(SpecificRecord record) {
    return read(record)
        .filter(
            report ->
                areIds(
                    report.head().eventId(), report.head().runnerId(), report.head().attemptId()));
  }

  private static Optional<AttemptReport> read(SpecificRecord record) {
    return switch (record) {
      case AttemptStarted event ->
          Optional.of(
              new AttemptReport.Started(
                  new AttemptReport.Head(
                      event.getEventId(),
                      event.getRunnerId(),
                      event.getAttemptId(),
                      event.getToken(),
                      event.getSequence()),
                  event.getStartedAt(),
                  notes(event.getNotes())));
      case AttemptProgressed event ->
          Optional.of(
              new AttemptReport.Progressed(
                  new AttemptReport.Head(
                      event.getEventId(),
                      event.getRunnerId(),
                      event.getAttemptId(),
                      event.getToken(),
                      event.getSequence())));
      case AttemptFinished event -> Optional.of(finished(event));
      default -> Optional.empty();
    };
  }

  /** PostgreSQL refuses a text with a zero character, and what is answered repeats them. */
  private static boolean areIds(String... texts) {
    return Stream.of(texts)
        .allMatch(
            text ->
                !text.isBlank()
                    && text.length() <= LONGEST_ID
                    && text.chars().noneMatch(Character::isISOControl));
  }

  private static AttemptReport finished(AttemptFinished event) {
    return new AttemptReport.Finished(
        new AttemptReport.Head(
            event.getEventId(),
            event.getRunnerId(),
            event.getAttemptId(),
            event.getToken(),
            event.getSequence()),
        outcome(event.getOutcome()),
        event.getExitCode(),
        cut(event.getMessage()),
        event.getStartedAt(),
        event.getFinishedAt(),
        metrics(event.getMetrics()),
        notes(event.getNotes()),
        event.getLogBytes());
  }

  private static List<String> notes(List<String> notes) {
    return notes.stream()
        .limit(MOST_NOTES)
        .map(note -> Objects.requireNonNullElse(cut(note), "").replaceAll("\\R", " "))
        .filter(note -> !note.isBlank())
        .toList();
  }

  private static List<Metric> metrics(List<MetricValue> values) {
    return values.stream().limit(MOST_METRICS).map(RunnerCodec::metric).toList();
  }

  private static Metric metric(MetricValue metric) {
    String key = metric.getKey().replace('\0', '\uFFFD');
    String value = metric.getValue();
    return value != null && value.length() > LONGEST_VALUE
        ? new Metric(
            key,
            null,
            "Expected a number of at most "
                + LONGEST_VALUE
                + " characters, but it has "
                + value.length(),
            cut(metric.getAggregate()),
            cut(metric.getNote()))
        : new Metric(
            key,
            value,
            cut(metric.getProblem()),
            cut(metric.getAggregate()),
            cut(metric.getNote()));
  }

  private static @Nullable String cut(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String clean = clean(text);
    return clean.codePointCount(0, clean.length()) <= LONGEST_TEXT
        ? clean
        : clean.substring(0, clean.offsetByCodePoints(0, LONGEST_TEXT - 1)) + "…";
  }

  /** PostgreSQL keeps no zero character in a text. */
  private static String clean(String text) {
    return text.replace('\0', '\uFFFD');
  }

  /** An outcome that this version does not know says nothing of the model: it counts as ours. */
  private static Outcome outcome(dev.modelgate.events.Outcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> Outcome.SUCCEEDED;
      case FAILED -> Outcome.FAILED;
      case TIMED_OUT -> Outcome.TIMED_OUT;
      case OUT_OF_MEMORY -> Outcome.OUT_OF_MEMORY;
      case INFRASTRUCTURE_LOST -> Outcome.INFRASTRUCTURE_LOST;
      case PREEMPTED -> Outcome.PREEMPTED;
      case DATA_MISSING -> Outcome.DATA_MISSING;
      case IMAGE_MISSING -> Outcome.IMAGE_MISSING;
      case CONFIGURATION_ERROR -> Outcome.CONFIGURATION_ERROR;
      case CANCELLED -> Outcome.CANCELLED;
      case SUPERSEDED -> Outcome.SUPERSEDED;
      case INTERNAL, UNKNOWN -> Outcome.INTERNAL;
    };
  }
}
