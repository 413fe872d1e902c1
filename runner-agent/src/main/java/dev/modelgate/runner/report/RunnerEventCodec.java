package dev.modelgate.runner.report;

import dev.modelgate.events.AttemptFinished;
import dev.modelgate.events.AttemptPhase;
import dev.modelgate.events.AttemptProgressed;
import dev.modelgate.events.AttemptStarted;
import dev.modelgate.events.HeldAttempt;
import dev.modelgate.events.LogChunk;
import dev.modelgate.events.MetricValue;
import dev.modelgate.events.Outcome;
import dev.modelgate.events.RunnerHeartbeat;
import dev.modelgate.events.wire.WireFormat;
import dev.modelgate.runner.claim.Assignment;
import dev.modelgate.runner.claim.AttemptOutcome;
import dev.modelgate.runner.metrics.MetricReading;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Writes what the runner says as the records that the other services read. */
public final class RunnerEventCodec {

  private final WireFormat format;
  private final RunnerIdentity runner;
  private final Clock clock;

  public RunnerEventCodec(WireFormat format, RunnerIdentity runner, Clock clock) {
    this.format = format;
    this.runner = runner;
    this.clock = clock;
  }

  byte[] started(
      Assignment assignment, long sequence, java.time.Instant startedAt, List<String> notes) {
    return format.encode(
        AttemptStarted.newBuilder()
            .setEventId(eventId(assignment, "event", sequence))
            .setOccurredAt(clock.instant())
            .setCausedBy(assignment.eventId())
            .setRunnerId(assignment.runnerId())
            .setRunnerName(runner.name())
            .setAttemptId(assignment.key().attemptId())
            .setExperimentId(assignment.experimentId())
            .setProjectId(assignment.projectId())
            .setProjectName(assignment.projectName())
            .setRunNumber(assignment.runNumber())
            .setWorkflow(assignment.workflow())
            .setSha(assignment.sha())
            .setToken(assignment.key().token())
            .setSequence(sequence)
            .setStartedAt(startedAt)
            .setNotes(notes)
            .build());
  }

  byte[] progressed(
      Assignment assignment,
      long sequence,
      dev.modelgate.runner.claim.AttemptPhase phase,
      String message) {
    return format.encode(
        AttemptProgressed.newBuilder()
            .setEventId(eventId(assignment, "event", sequence))
            .setOccurredAt(clock.instant())
            .setCausedBy(assignment.eventId())
            .setRunnerId(assignment.runnerId())
            .setRunnerName(runner.name())
            .setAttemptId(assignment.key().attemptId())
            .setExperimentId(assignment.experimentId())
            .setProjectId(assignment.projectId())
            .setProjectName(assignment.projectName())
            .setRunNumber(assignment.runNumber())
            .setWorkflow(assignment.workflow())
            .setSha(assignment.sha())
            .setToken(assignment.key().token())
            .setSequence(sequence)
            .setPhase(phase(phase))
            .setMessage(message)
            .build());
  }

  byte[] finished(Assignment assignment, long sequence, FinishedAttempt end) {
    return format.encode(
        AttemptFinished.newBuilder()
            .setEventId(eventId(assignment, "event", sequence))
            .setOccurredAt(clock.instant())
            .setCausedBy(assignment.eventId())
            .setRunnerId(assignment.runnerId())
            .setRunnerName(runner.name())
            .setAttemptId(assignment.key().attemptId())
            .setExperimentId(assignment.experimentId())
            .setProjectId(assignment.projectId())
            .setProjectName(assignment.projectName())
            .setRunNumber(assignment.runNumber())
            .setWorkflow(assignment.workflow())
            .setSha(assignment.sha())
            .setToken(assignment.key().token())
            .setSequence(sequence)
            .setOutcome(outcome(end.ending().outcome()))
            .setExitCode(end.ending().exitCode())
            .setMessage(end.ending().message())
            .setStartedAt(end.startedAt())
            .setFinishedAt(end.finishedAt())
            .setMetrics(end.metrics().stream().map(RunnerEventCodec::metric).toList())
            .setLogBytes(end.logBytes())
            .setLogChunks(end.logChunks())
            .setNotes(end.notes())
            .build());
  }

  byte[] chunk(Assignment assignment, LogJournal.Chunk chunk, byte[] bytes) {
    return format.encode(
        LogChunk.newBuilder()
            .setEventId(eventId(assignment, "log", chunk.number()))
            .setOccurredAt(clock.instant())
            .setCausedBy(assignment.eventId())
            .setAttemptId(assignment.key().attemptId())
            .setProjectId(assignment.projectId())
            .setToken(assignment.key().token())
            .setSequence(chunk.number())
            .setOffset(chunk.offset())
            .setLine(chunk.line())
            .setBytes(ByteBuffer.wrap(bytes))
            .setLast(chunk.isLast())
            .build());
  }

  byte[] heartbeat(
      String runnerId,
      String session,
      long sequence,
      List<dev.modelgate.runner.claim.HeldAttempt> held) {
    return format.encode(
        RunnerHeartbeat.newBuilder()
            .setEventId(id(runnerId, session, Long.toString(sequence)))
            .setOccurredAt(clock.instant())
            .setRunnerId(runnerId)
            .setRunnerName(runner.name())
            .setSession(session)
            .setSequence(sequence)
            .setMachines(runner.machines())
            .setSlots(runner.slots())
            .setIgnoresContainers(runner.ignoresContainers())
            .setAttempts(
                held.stream()
                    .map(
                        attempt ->
                            new HeldAttempt(
                                attempt.key().attemptId(),
                                attempt.key().token(),
                                phase(attempt.phase())))
                    .toList())
            .setAgentVersion(runner.agentVersion())
            .setHostName(runner.hostName())
            .build());
  }

  private static MetricValue metric(MetricReading reading) {
    return MetricValue.newBuilder()
        .setKey(reading.key())
        .setValue(reading.value())
        .setProblem(reading.problem())
        .setAggregate(reading.aggregate())
        .setNote(reading.note())
        .build();
  }

  private static AttemptPhase phase(dev.modelgate.runner.claim.AttemptPhase phase) {
    return switch (phase) {
      case CHECKING_OUT -> AttemptPhase.CHECKING_OUT;
      case RUNNING -> AttemptPhase.RUNNING;
      case COLLECTING -> AttemptPhase.COLLECTING;
      case ENDED -> AttemptPhase.ENDED;
    };
  }

  private static Outcome outcome(AttemptOutcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> Outcome.SUCCEEDED;
      case FAILED -> Outcome.FAILED;
      case TIMED_OUT -> Outcome.TIMED_OUT;
      case INFRASTRUCTURE_LOST -> Outcome.INFRASTRUCTURE_LOST;
      case CONFIGURATION_ERROR -> Outcome.CONFIGURATION_ERROR;
      case CANCELLED -> Outcome.CANCELLED;
      case SUPERSEDED -> Outcome.SUPERSEDED;
    };
  }

  /** The same event has the same id however often it is written. */
  private static String eventId(Assignment assignment, String kind, long sequence) {
    return id(
        assignment.key().attemptId(),
        Long.toString(assignment.key().token()),
        kind,
        Long.toString(sequence));
  }

  private static String id(String... parts) {
    String text = String.join("\n", Stream.of(parts).toList());
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
