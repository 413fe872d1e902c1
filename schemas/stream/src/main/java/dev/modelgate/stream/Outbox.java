package dev.modelgate.stream;

import dev.modelgate.events.wire.Topic;
import dev.modelgate.events.wire.TopicNames;
import dev.modelgate.events.wire.WireFormat;
import dev.modelgate.stream.rows.OutboxRow;
import dev.modelgate.stream.rows.PendingRows;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * Emits events inside the current transaction: rows that the relay sends after the commit.
 *
 * <p>The rows are written just before the commit, under a lock per topic and key, so that their ids
 * follow the order of the commits of that key. All methods throw {@link IllegalStateException}
 * outside a transaction and {@link IllegalArgumentException} for a record above 256 KiB.
 */
@Singleton
@Requires(property = "datasources.default.url")
public class Outbox {

  /** Largest record in bytes; more is a reference to S3 with its SHA-256. */
  public static final int LARGEST_RECORD = 256 * 1024;

  /** The signal that tells the instance with the relay of added rows. */
  public static final String SIGNAL = "outbox";

  private final PendingRows pending;
  private final Signals signals;
  private final WireFormat wire;
  private final TopicNames names;

  Outbox(PendingRows pending, Signals signals, WireFormat wire, TopicNames names) {
    this.pending = pending;
    this.signals = signals;
    this.wire = wire;
    this.names = names;
  }

  /** Emits an event. */
  public void add(Topic topic, String key, SpecificRecord event) {
    add(names.of(topic), key, event);
  }

  /** Emits an event to a topic outside of the table, such as a runner's commands. */
  public void add(String topicName, String key, SpecificRecord event) {
    byte[] value = wire.encode(event);
    String type = event.getSchema().getFullName();
    String eventId = EventIds.of(event);
    if (value.length > LARGEST_RECORD) {
      throw new IllegalArgumentException(
          "Expected a record of at most %d bytes, but %s %s has %d; put the large part into S3"
              .formatted(LARGEST_RECORD, type, eventId, value.length));
    }
    add(new OutboxRow(topicName, key, type, eventId, value, trace()));
  }

  /** Says that the thing with that key is gone. */
  public void addTombstone(Topic topic, String key) {
    add(new OutboxRow(names.of(topic), key, null, null, null, trace()));
  }

  /** Adds a row as it is; for dead letters. */
  public void add(OutboxRow row) {
    pending.add(row);
    if (!pending.relayIsHere()) {
      signals.send(SIGNAL);
    }
  }

  private static List<String> trace() {
    return List.of(TraceContext.HEADER, TraceContext.outgoing());
  }
}
