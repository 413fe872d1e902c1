package dev.modelgate.runner.claim;

import dev.modelgate.events.AttemptCancelled;
import dev.modelgate.events.CheckDefinition;
import dev.modelgate.events.ExperimentAssigned;
import dev.modelgate.events.LeaseRenewed;
import dev.modelgate.events.SchemaPublished;
import dev.modelgate.events.wire.Decoded;
import dev.modelgate.events.wire.SchemaIds;
import dev.modelgate.events.wire.WireFormat;
import java.util.HashMap;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a runner's command topic, and those of the schema topic that explain them.
 */
public final class CommandCodec {

  /** What bytes turned out to be. */
  public sealed interface Read {

    /** A command. */
    record Understood(Command command) implements Read {}

    /** Never to be understood. */
    record Unreadable(String reason) implements Read {}

    /** To be understood once the schema of that id is known. */
    record NotYet(int schemaId) implements Read {}
  }

  private final SchemaIds ids;
  private final WireFormat format;

  public CommandCodec(SchemaIds ids) {
    this.ids = ids;
    this.format = new WireFormat(ids);
  }

  /**
   * Reads a record.
   *
   * @param traceparent its header; null where it has none
   */
  public Read read(byte[] bytes, @Nullable String traceparent) {
    return switch (format.decode(bytes)) {
      case Decoded.Unreadable(String reason) -> new Read.Unreadable(reason);
      case Decoded.UnknownSchema(int id) -> new Read.NotYet(id);
      case Decoded.Ok(SpecificRecord record) -> understand(record, traceparent);
    };
  }

  /** Learns a schema that a newer version wrote; what is wrong with it, if anything is. */
  public Optional<String> learn(byte[] bytes) {
    return format.decode(bytes) instanceof Decoded.Ok(SchemaPublished published)
        ? ids.learn(published)
        : Optional.of("Expected a published schema, but the record is something else");
  }

  private static Read understand(SpecificRecord record, @Nullable String traceparent) {
    try {
      return new Read.Understood(
          switch (record) {
            case ExperimentAssigned assigned ->
                new Command.Assign(assignment(assigned, traceparent));
            case AttemptCancelled cancelled -> cancel(cancelled);
            case LeaseRenewed renewed -> renew(renewed);
            default -> new Command.Ignored("a " + record.getSchema().getName() + " is no command");
          });
    } catch (IllegalArgumentException e) {
      return new Read.Unreadable(String.valueOf(e.getMessage()));
    }
  }

  private static Assignment assignment(ExperimentAssigned assigned, @Nullable String traceparent) {
    return new Assignment(
        assigned.getEventId(),
        assigned.getEpoch(),
        new AttemptKey(assigned.getAttemptId(), assigned.getToken()),
        assigned.getAttemptNumber(),
        assigned.getExperimentId(),
        assigned.getProjectId(),
        assigned.getProjectName(),
        assigned.getRepository(),
        assigned.getRef(),
        assigned.getSha(),
        assigned.getRunNumber(),
        assigned.getWorkflow(),
        assigned.getStep(),
        assigned.getRunnerId(),
        assigned.getRun(),
        new HashMap<>(assigned.getEnvironment()),
        assigned.getMetrics().stream().map(CommandCodec::wanted).toList(),
        new Assignment.Layout(
            assigned.getContainer(),
            assigned.getWorkingDirectory(),
            assigned.getArtifactDirectory(),
            assigned.getModelPath(),
            assigned.getModelType()),
        traceparent);
  }

  private static Assignment.WantedMetric wanted(CheckDefinition check) {
    return new Assignment.WantedMetric(
        check.getKey(),
        check.getSource(),
        check.getFile(),
        check.getPointer(),
        check.getMetric(),
        check.getAggregate());
  }

  private static Command cancel(AttemptCancelled cancelled) {
    AttemptKey key = new AttemptKey(cancelled.getAttemptId(), cancelled.getToken());
    StopReason reason =
        switch (cancelled.getReason()) {
          case SUPERSEDED -> StopReason.SUPERSEDED;
          case INFRASTRUCTURE_LOST -> StopReason.FENCED;
          default -> StopReason.CANCELLED;
        };
    return new Command.Cancel(cancelled.getEpoch(), key, reason);
  }

  private static Command renew(LeaseRenewed renewed) {
    return new Command.Renew(
        renewed.getEpoch(),
        renewed.getSession(),
        renewed.getSequence(),
        renewed.getAttempts().stream()
            .map(attempt -> new AttemptKey(attempt.getAttemptId(), attempt.getToken()))
            .collect(Collectors.toUnmodifiableSet()));
  }
}
