package dev.modelgate.stream;

import dev.modelgate.events.wire.WireFormat;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Sends what never passes the outbox (lease renewals, queue snapshots, ingest's way around a
 * PostgreSQL that is away), in the same wire format and with the same headers.
 */
@Singleton
@Requires(property = "datasources.default.url")
public class EventProducer {

  private static final Duration DELIVERY = Duration.ofSeconds(3);
  private static final Duration BLOCK = Duration.ofSeconds(1);

  private final KafkaClients clients;
  private final WireFormat wire;
  private final SchemaGate gate;
  private @Nullable Producer<byte[], byte[]> producer;
  private boolean closed;

  EventProducer(KafkaClients clients, WireFormat wire, SchemaGate gate) {
    this.clients = clients;
    this.wire = wire;
    this.gate = gate;
  }

  /**
   * Sends an event; the future fails within about three seconds where Kafka does not confirm it.
   * The call itself may block for up to one second where the schemas are not published or the
   * topic's leader is not known yet. An event that failed may still arrive: its id makes it one.
   */
  public Future<RecordMetadata> send(String topicName, String key, SpecificRecord event) {
    byte[] value = wire.encode(event);
    if (value.length > Outbox.LARGEST_RECORD) {
      throw new IllegalArgumentException(
          "Expected a record of at most %d bytes, but %s has %d"
              .formatted(Outbox.LARGEST_RECORD, event.getSchema().getFullName(), value.length));
    }
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topicName, key.getBytes(StandardCharsets.UTF_8), value);
    record
        .headers()
        .add(TraceContext.HEADER, TraceContext.outgoing().getBytes(StandardCharsets.UTF_8));
    try {
      if (!gate.await(BLOCK)) {
        return CompletableFuture.failedFuture(
            new IllegalStateException(
                "Expected the schemas to be published, but Kafka has not confirmed them yet"));
      }
      return producer().send(record);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CompletableFuture.failedFuture(e);
    } catch (KafkaException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private synchronized Producer<byte[], byte[]> producer() {
    if (closed) {
      throw new IllegalStateException("Expected to send an event, but the service stops");
    }
    Producer<byte[], byte[]> existing = producer;
    if (existing == null) {
      existing = clients.producer("direct", DELIVERY, BLOCK);
      producer = existing;
    }
    return existing;
  }

  @PreDestroy
  synchronized void close() {
    closed = true;
    if (producer != null) {
      producer.close(BLOCK);
    }
  }
}
