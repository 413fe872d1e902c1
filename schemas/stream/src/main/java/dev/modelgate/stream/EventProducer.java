package dev.modelgate.stream;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Sends what never passes the outbox (lease renewals, queue snapshots, ingest's way around a
 * PostgreSQL that is away), in the same wire format and with the same headers.
 */
@Singleton
@Requires(property = "datasources.default.url")
public class EventProducer {

  /**
   * Sends an event; the future fails within about three seconds where Kafka does not confirm it.
   * The call itself may block for up to one second where the topic's leader is not known yet.
   */
  public Future<RecordMetadata> send(String topicName, String key, SpecificRecord event) {
    throw new UnsupportedOperationException();
  }
}
