package dev.modelgate.standalone.topics;

import dev.modelgate.events.wire.ReplayHeaders;
import dev.modelgate.events.wire.Topic;
import dev.modelgate.standalone.CannotException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * All dead letters of an installation. A letter is known by the record that it is of: a service may
 * have sent it again. One that is put back is marked by a second record on its dead-letter topic,
 * so that nobody puts it back twice unasked; where the process dies between the two, the service
 * drops the double, for it knows a replay by the letter that it is of.
 */
public final class DeadLetterShelf implements AutoCloseable {

  /** The result of a letter that was put back. */
  public static final String PUT_BACK = "put back";

  private static final String MARK = "modelgate-replayed";
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Installation installation;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;

  private DeadLetterShelf(
      Installation installation,
      KafkaConsumer<byte[], byte[]> consumer,
      KafkaProducer<byte[], byte[]> producer) {
    this.installation = installation;
    this.consumer = consumer;
    this.producer = producer;
  }

  /** Opens the shelf of an installation. */
  public static DeadLetterShelf open(Installation installation) {
    Map<String, Object> settings = new HashMap<>(KafkaAccess.settings(installation));
    try {
      KafkaConsumer<byte[], byte[]> consumer =
          new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      settings.remove("default.api.timeout.ms");
      settings.putAll(
          Map.of(
              "acks",
              "all",
              "delivery.timeout.ms",
              15_000,
              "max.block.ms",
              15_000,
              "max.request.size",
              3 * 1024 * 1024));
      return new DeadLetterShelf(
          installation,
          consumer,
          new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
    } catch (KafkaException e) {
      throw KafkaAccess.refused(installation, e);
    }
  }

  /** Every dead letter, the oldest of each topic first. */
  public List<DeadLetter> letters() {
    try {
      return read();
    } catch (KafkaException e) {
      throw KafkaAccess.refused(installation, e);
    }
  }

  private List<DeadLetter> read() {
    Map<String, Topic> sources = new TreeMap<>();
    Set<String> there = consumer.listTopics(PATIENCE).keySet();
    for (Topic topic : Topic.values()) {
      String name = installation.names().deadLetter(installation.names().of(topic));
      if (topic.deadLettered() && there.contains(name)) {
        sources.put(name, topic);
      }
    }
    List<TopicPartition> partitions =
        sources.keySet().stream()
            .flatMap(name -> consumer.partitionsFor(name, PATIENCE).stream())
            .map(found -> new TopicPartition(found.topic(), found.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey(), PATIENCE) < end.getValue())) {
      List<ConsumerRecord<byte[], byte[]>> some = new ArrayList<>();
      consumer.poll(Duration.ofMillis(500)).forEach(some::add);
      records.addAll(some);
      if (!some.isEmpty()) {
        deadline = System.nanoTime() + PATIENCE.toNanos();
      } else if (System.nanoTime() > deadline) {
        throw new KafkaException("its dead letters could not be read to their end");
      }
    }
    return letters(records, sources);
  }

  private static List<DeadLetter> letters(
      List<ConsumerRecord<byte[], byte[]>> records, Map<String, Topic> sources) {
    Set<String> replayed = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Header mark = record.headers().lastHeader(MARK);
      if (mark != null) {
        replayed.add(new String(mark.value(), StandardCharsets.UTF_8));
      }
    }
    Set<String> seen = new HashSet<>();
    List<DeadLetter> letters = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Topic source = sources.get(record.topic());
      if (source != null && record.headers().lastHeader(MARK) == null) {
        DeadLetter letter = new DeadLetter(source.suffix() + "/" + record.offset(), record, false);
        if (seen.add(letter.identity())) {
          letters.add(letter.replayed(replayed.contains(letter.identity())));
        }
      }
    }
    letters.sort(Comparator.comparing(DeadLetter::topic).thenComparing(DeadLetter::offset));
    return letters;
  }

  /** Puts everything back that was not yet; what came of each, by its id. */
  public Map<String, String> replayAll() {
    Map<String, String> results = new LinkedHashMap<>();
    for (DeadLetter letter : letters()) {
      if (!letter.replayed()) {
        results.put(letter.id(), replay(letter));
      }
    }
    return results;
  }

  /**
   * Puts these back, also those that were put back before; what came of each, by its id.
   *
   * @throws CannotException where there is none of an id; nothing is put back then
   */
  public Map<String, String> replay(List<String> ids) {
    Map<String, DeadLetter> known =
        letters().stream().collect(Collectors.toMap(DeadLetter::id, Function.identity()));
    List<DeadLetter> wanted = new ArrayList<>();
    for (String id : ids) {
      DeadLetter letter = known.get(id);
      if (letter == null) {
        throw new CannotException(
            "Expected a dead letter " + id + ", but there is none; see dead-letters list");
      }
      wanted.add(letter);
    }
    Map<String, String> results = new LinkedHashMap<>();
    wanted.forEach(letter -> results.put(letter.id(), replay(letter)));
    return results;
  }

  private String replay(DeadLetter letter) {
    String source = letter.source().orElse("");
    if (source.isEmpty()) {
      return "cannot be put back: it came from no topic, its sender has to send it again";
    }
    ProducerRecord<byte[], byte[]> again =
        new ProducerRecord<>(source, originalKey(letter), letter.record().value());
    for (Header header : letter.record().headers()) {
      if (!header.key().startsWith("modelgate-")) {
        again.headers().add(header);
      }
    }
    again.headers().add(ReplayHeaders.LETTER, bytes(letter.identity()));
    again.headers().add(ReplayHeaders.SERVICE, bytes(letter.header("service")));
    ProducerRecord<byte[], byte[]> mark =
        new ProducerRecord<>(letter.topic(), letter.record().key(), null);
    mark.headers().add(MARK, bytes(letter.identity()));
    send(again);
    send(mark);
    return PUT_BACK;
  }

  private static byte[] originalKey(DeadLetter letter) {
    String encoded = letter.header("key");
    return encoded.isEmpty() ? letter.record().key() : Base64.getDecoder().decode(encoded);
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    try {
      producer.send(record).get();
    } catch (ExecutionException | KafkaException e) {
      throw KafkaAccess.refused(installation, new KafkaException(e.getMessage(), e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotException("Expected to wait for Kafka, but was interrupted", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    consumer.close();
    producer.close(Duration.ofSeconds(2));
  }
}
