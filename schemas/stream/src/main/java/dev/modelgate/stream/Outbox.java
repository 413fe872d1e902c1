package dev.modelgate.stream;

import dev.modelgate.events.wire.Topic;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
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

  /** Emits an event. */
  public void add(Topic topic, String key, SpecificRecord event) {
    throw new UnsupportedOperationException();
  }

  /** Emits an event to a topic outside of the table, such as a runner's commands. */
  public void add(String topicName, String key, SpecificRecord event) {
    throw new UnsupportedOperationException();
  }

  /** Says that the thing with that key is gone. */
  public void addTombstone(Topic topic, String key) {
    throw new UnsupportedOperationException();
  }
}
