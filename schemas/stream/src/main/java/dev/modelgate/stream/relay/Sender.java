package dev.modelgate.stream.relay;

import dev.modelgate.stream.Brief;
import dev.modelgate.stream.KafkaClients;
import dev.modelgate.stream.TraceContext;
import dev.modelgate.stream.rows.UnsentRow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * Sends rows in their order. Kafka being away for moments is no failure: the producer tries again,
 * the rows wait. A record that fails nevertheless stops what comes after it with its key, or for
 * its topic where the topic is the reason. One that gets no answer for long stops its key too: its
 * partition may be written by nobody for hours, and all others would wait with it.
 */
final class Sender {

  private static final Duration FOR_EVER = Duration.ofMillis(Integer.MAX_VALUE);
  private static final Duration BLOCK = Duration.ofSeconds(3);
  private static final long SILENCE = Duration.ofSeconds(10).toNanos();
  private static final long SILENCE_AGAIN = Duration.ofSeconds(3).toNanos();

  /**
   * What came of a round.
   *
   * @param confirmed rows that Kafka has
   * @param failed what is to be held back: a topic, or a topic and a key
   * @param complete false where the wait ended before every row was answered
   */
  record Result(List<UnsentRow> confirmed, List<Failed> failed, boolean complete) {}

  /** A topic, or a topic and a key, with the reason in a line. */
  record Failed(String name, String topic, String reason) {}

  private record Sent(UnsentRow row, Future<?> future) {

    String key() {
      return HeldBack.keyOf(row.topic(), row.key());
    }
  }

  private final KafkaClients clients;
  private final Set<String> silent = new HashSet<>();
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
      // itself refuses later (a record that is too large) was kept out of the outbox.
      if (future.isDone() && failureOf(future) instanceof Throwable reason) {
        Failed failure = failure(row, reason);
        stopped.add(failure.name());
        failed.add(failure);
      } else {
        sent.add(new Sent(row, future));
      }
    }
    boolean heard = await(sent, goOn);
    List<UnsentRow> confirmed = new ArrayList<>();
    Map<String, Failed> unanswered = new LinkedHashMap<>();
    boolean complete = true;
    for (Sent one : sent) {
      if (!one.future().isDone()) {
        complete = false;
        unanswered.put(one.key(), silence(one.row()));
      } else if (failureOf(one.future()) instanceof Throwable reason) {
        failed.add(failure(one.row(), reason));
      } else {
        silent.remove(one.key());
        confirmed.add(one.row());
      }
    }
    if (!heard) {
      silent.addAll(unanswered.keySet());
      failed.addAll(unanswered.values());
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

  /**
   * Waits until every row is answered, or it is to go on no more; false where nothing was heard for
   * long; for a shorter while where all that is left was silent before.
   */
  private boolean await(List<Sent> sent, BooleanSupplier goOn) throws InterruptedException {
    long heard = System.nanoTime();
    List<Sent> waiting = sent;
    while (true) {
      List<Sent> left = waiting.stream().filter(one -> !one.future().isDone()).toList();
      if (left.isEmpty()) {
        return true;
      }
      long now = System.nanoTime();
      heard = left.size() < waiting.size() ? now : heard;
      waiting = left;
      boolean known = left.stream().allMatch(one -> silent.contains(one.key()));
      if (now - heard > (known ? SILENCE_AGAIN : SILENCE)) {
        return false;
      }
      if (!done(left.getFirst().future()) && !goOn.getAsBoolean()) {
        return true;
      }
    }
  }

  private static boolean done(Future<?> future) throws InterruptedException {
    try {
      future.get(1, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException e) {
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private static @Nullable Throwable failureOf(Future<?> done) {
    return done.state() == Future.State.SUCCESS ? null : done.exceptionNow();
  }

  private static Failed silence(UnsentRow row) {
    return new Failed(
        HeldBack.keyOf(row.topic(), row.key()),
        row.topic(),
        "nothing, for the partition of its key");
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
