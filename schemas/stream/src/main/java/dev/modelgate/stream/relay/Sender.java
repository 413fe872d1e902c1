package dev.modelgate.stream.relay;

import dev.modelgate.stream.Brief;
import dev.modelgate.stream.KafkaClients;
import dev.modelgate.stream.TraceContext;
import dev.modelgate.stream.rows.UnsentRow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Sends rows in their order. Kafka being away is no failure: the producer tries for ever, the rows
 * wait. A record that fails nevertheless stops what comes after it with its key, or for its topic
 * where the topic is the reason.
 */
final class Sender {

  private static final Duration FOR_EVER = Duration.ofMillis(Integer.MAX_VALUE);
  private static final Duration BLOCK = Duration.ofSeconds(3);

  /**
   * What came of a round.
   *
   * @param confirmed rows that Kafka has
   * @param failed what is to be held back: a topic, or a topic and a key
   * @param complete false where the wait ended before every row was confirmed or failed
   */
  record Result(List<UnsentRow> confirmed, List<Failed> failed, boolean complete) {}

  /** A topic, or a topic and a key, with the reason in a line. */
  record Failed(String name, String topic, String reason) {}

  private record Sent(UnsentRow row, Future<?> future) {}

  private final KafkaClients clients;
  private @Nullable Producer<byte[], byte[]> producer;

  Sender(KafkaClients clients) {
    this.clients = clients;
  }

  /**
   * Sends the rows and waits for what comes of them.
   *
   * @param goOn asked about once a second while waiting
   */
  Result send(List<UnsentRow> rows, BooleanSupplier goOn) throws InterruptedException {
    List<Failed> failed = new ArrayList<>();
    Set<String> stopped = new HashSet<>();
    List<Sent> sent = new ArrayList<>();
    for (UnsentRow row : rows) {
      String key = HeldBack.keyOf(row.topic(), row.key());
      if (stopped.contains(row.topic()) || stopped.contains(key)) {
        continue;
      }
      Future<?> future = begin(row);
      // Only what is known to have failed by now can hold back its followers; what the broker
      // itself
      // refuses later (a record that is too large) was kept out of the outbox.
      if (future.isDone() && failureOf(future) instanceof Throwable reason) {
        Failed failure = failure(row, reason);
        stopped.add(failure.name());
        failed.add(failure);
      } else {
        sent.add(new Sent(row, future));
      }
    }
    List<UnsentRow> confirmed = new ArrayList<>();
    boolean complete = true;
    for (Sent one : sent) {
      complete = complete && await(one.future(), goOn);
      if (one.future().isDone()) {
        Throwable reason = failureOf(one.future());
        if (reason == null) {
          confirmed.add(one.row());
        } else {
          failed.add(failure(one.row(), reason));
        }
      }
    }
    return new Result(confirmed, failed, complete);
  }

  /** Drops what is not sent yet, and the connection. */
  void close() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }

  private Future<?> begin(UnsentRow row) {
    try {
      return traced(row, () -> producer().send(record(row)));
    } catch (KafkaException e) {
      // A producer that throws is beyond repair; the next round gets a new one.
      close();
      throw e;
    }
  }

  /** Whoever watches the producer from outside is to see the row's trace, not this thread's. */
  private static <T> T traced(UnsentRow row, Supplier<T> work) {
    int name = row.headers().indexOf(TraceContext.HEADER);
    Optional<TraceContext> trace =
        name < 0 ? Optional.empty() : TraceContext.parse(row.headers().get(name + 1));
    return trace.isPresent() ? trace.get().call(work) : work.get();
  }

  private Producer<byte[], byte[]> producer() {
    Producer<byte[], byte[]> existing = producer;
    if (existing == null) {
      existing = clients.producer("relay", FOR_EVER, BLOCK);
      producer = existing;
    }
    return existing;
  }

  private static boolean await(Future<?> future, BooleanSupplier goOn) throws InterruptedException {
    while (true) {
      try {
        future.get(1, TimeUnit.SECONDS);
        return true;
      } catch (ExecutionException e) {
        return true;
      } catch (TimeoutException e) {
        if (!goOn.getAsBoolean()) {
          return false;
        }
      }
    }
  }

  private static @Nullable Throwable failureOf(Future<?> done) {
    return done.state() == Future.State.SUCCESS ? null : done.exceptionNow();
  }

  /** Kafka's client reports a topic that it cannot find as a timeout. */
  private static Failed failure(UnsentRow row, Throwable reason) {
    boolean topic =
        reason instanceof org.apache.kafka.common.errors.TimeoutException
            || reason instanceof UnknownTopicOrPartitionException
            || reason instanceof InvalidTopicException
            || reason instanceof AuthorizationException
            || !(reason instanceof KafkaException);
    return new Failed(
        topic ? row.topic() : HeldBack.keyOf(row.topic(), row.key()),
        row.topic(),
        Brief.of(reason));
  }

  private static ProducerRecord<byte[], byte[]> record(UnsentRow row) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(row.topic(), row.key().getBytes(StandardCharsets.UTF_8), row.value());
    for (int i = 0; i + 1 < row.headers().size(); i += 2) {
      record
          .headers()
          .add(row.headers().get(i), row.headers().get(i + 1).getBytes(StandardCharsets.UTF_8));
    }
    return record;
  }
}
