package dev.modelgate.runner.claim;

import dev.modelgate.events.wire.Topic;
import dev.modelgate.events.wire.TopicNames;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads this runner's commands in their order, from where the last session stopped. A command's
 * effect is durable before the position behind it is, so a command may be seen twice, never missed.
 */
public final class CommandReader implements Runnable, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(CommandReader.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final int MOST_FAILURES = 3;
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final String bootstrapServers;
  private final TopicPartition commands;
  private final TopicPartition schemas;
  private final AgentFiles files;
  private final CommandCodec codec;
  private final Consumer<Command> handler;
  private final Runnable listening;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile @Nullable KafkaConsumer<byte[], byte[]> open;
  private volatile boolean positioned;
  private boolean remembering = true;

  /**
   * Makes a reader that has not begun.
   *
   * @param listening called when it is settled where the reading starts
   */
  public CommandReader(
      RunnerLink link,
      AgentFiles files,
      CommandCodec codec,
      Consumer<Command> handler,
      Runnable listening) {
    TopicNames names = new TopicNames(link.topicPrefix());
    this.bootstrapServers = link.bootstrapServers();
    this.commands = new TopicPartition(names.runnerCommands(link.runnerId()), 0);
    this.schemas = new TopicPartition(names.of(Topic.SCHEMAS), 0);
    this.files = files;
    this.codec = codec;
    this.handler = handler;
    this.listening = listening;
  }

  /** Reads until closed; whatever goes wrong on the way is tried again. */
  @Override
  public void run() {
    while (!isClosing()) {
      try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
        open = consumer;
        read(consumer);
      } catch (WakeupException e) {
        log.debug("Stopped reading {}", commands);
      } catch (RuntimeException | Error e) {
        log.warn("Expected to read {}, but {}; trying again", commands, e.toString());
        pause();
      } finally {
        open = null;
      }
    }
  }

  private void read(KafkaConsumer<byte[], byte[]> consumer) {
    consumer.assign(List.of(commands));
    consumer.seek(commands, start(consumer));
    positioned = true;
    listening.run();
    while (!isClosing()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (isClosing()) {
          return;
        }
        if (!take(record)) {
          return;
        }
        remember(record.offset() + 1);
      }
    }
  }

  /**
   * Whether it is settled where the reading starts. A heartbeat before that could be answered with
   * a command that is never read.
   */
  public boolean isPositioned() {
    return positioned;
  }

  /**
   * Where to start. Without a position everything in the topic was for an earlier life of this
   * runner: what is still wanted is sent again, for the first heartbeat shows that it is missing.
   */
  private long start(KafkaConsumer<byte[], byte[]> consumer) {
    long end = consumer.endOffsets(List.of(commands), ANSWER).getOrDefault(commands, 0L);
    long beginning =
        consumer.beginningOffsets(List.of(commands), ANSWER).getOrDefault(commands, 0L);
    long known =
        files
            .position()
            .filter(position -> position.topic().equals(commands.topic()))
            .map(AgentFiles.Position::offset)
            .orElse(end);
    // A topic that was made anew is shorter than the position.
    long start = known > end ? beginning : Math.max(known, beginning);
    remember(start);
    return start;
  }

  /**
   * Writes down what to read next. Where that fails, as on a full disk, reading goes on, for leases
   * must be renewed: the next session sees some commands again.
   */
  private void remember(long offset) {
    try {
      files.save(new AgentFiles.Position(commands.topic(), offset));
      remembering = true;
    } catch (UncheckedIOException e) {
      if (remembering) {
        log.error("Commands may be seen again after a restart: {}", e.getMessage());
      }
      remembering = false;
    }
  }

  /** Handles a record; false where the reader is being closed meanwhile. */
  private boolean take(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    if (value == null) {
      return true;
    }
    Header trace = record.headers().lastHeader("traceparent");
    String traceparent =
        trace == null || trace.value() == null
            ? null
            : new String(trace.value(), StandardCharsets.US_ASCII);
    CommandCodec.Read read = codec.read(value, traceparent);
    while (read instanceof CommandCodec.Read.NotYet(int id)) {
      log.error("Expected to know schema {}, but do not; waiting for {}", id, schemas);
      learnSchemas();
      read = codec.read(value, traceparent);
      if (read instanceof CommandCodec.Read.NotYet && pause()) {
        return false;
      }
    }
    return switch (read) {
      case CommandCodec.Read.Understood(Command command) -> carriedOut(command, record.offset());
      case CommandCodec.Read.Unreadable(String reason) -> {
        log.error("Left out the command at {} {}: {}", commands, record.offset(), reason);
        yield true;
      }
      case CommandCodec.Read.NotYet(int _) -> false;
    };
  }

  /**
   * Has a command carried out. What fails again and again, as with a full disk, is left out in the
   * end: leases must be renewed meanwhile, and what is still wanted is sent again.
   */
  private boolean carriedOut(Command command, long offset) {
    for (int failures = 0; failures < MOST_FAILURES; failures++) {
      try {
        handler.accept(command);
        return true;
      } catch (RuntimeException e) {
        log.error("Expected to carry out the command at {} {}, but", commands, offset, e);
        if (pause()) {
          return false;
        }
      }
    }
    return true;
  }

  private void learnSchemas() {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.assign(List.of(schemas));
      consumer.seekToBeginning(List.of(schemas));
      long end = consumer.endOffsets(List.of(schemas), ANSWER).getOrDefault(schemas, 0L);
      while (!isClosing() && consumer.position(schemas, ANSWER) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (record.value() != null) {
            codec.learn(record.value()).ifPresent(problem -> log.warn("{}", problem));
          }
        }
      }
    } catch (KafkaException e) {
      log.warn("Expected to read {}, but {}", schemas, e.toString());
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 * 1024 * 1024);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  /** Waits a little; true where the reader is being closed meanwhile. */
  private boolean pause() {
    try {
      return closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    closing.countDown();
    KafkaConsumer<byte[], byte[]> consumer = open;
    if (consumer != null) {
      consumer.wakeup();
    }
  }
}
