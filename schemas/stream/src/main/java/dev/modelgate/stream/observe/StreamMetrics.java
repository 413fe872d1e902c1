package dev.modelgate.stream.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The loop's meters, all named {@code modelgate.stream.…}. */
@Singleton
@Requires(property = "datasources.default.url")
public class StreamMetrics {

  private static final String PREFIX = "modelgate.stream.";

  private static final Map<String, String> GAUGES =
      Map.of(
          "partitions.paused", "Partitions that are not read at this moment",
          "outbox.unsent", "Rows of the outbox that wait to be sent",
          "outbox.oldest.seconds", "How long the oldest of them waits",
          "tasks.waiting", "Tasks that are not done",
          "tasks.failing", "Those of them that failed before",
          "tasks.oldest.seconds", "How long the oldest of them waits",
          "tasks.running", "Tasks that this instance carries out at this moment");

  private final MeterRegistry registry;
  private final Map<String, AtomicLong> gauges = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> lags = new ConcurrentHashMap<>();

  StreamMetrics(@Nullable MeterRegistry registry) {
    this.registry = registry == null ? new SimpleMeterRegistry() : registry;
    GAUGES.keySet().forEach(this::gauge);
    sent(0);
  }

  /** Names a topic that is read, so that its meters are there from zero on. */
  public void reads(String topic) {
    lags.computeIfAbsent(
        topic,
        any -> {
          AtomicLong value = new AtomicLong();
          Gauge.builder(PREFIX + "lag", value, AtomicLong::get)
              .description("Records behind the end of the topic")
              .tag("topic", topic)
              .register(registry);
          return value;
        });
    handled(topic, 0);
    doubles(topic, 0);
    failures(topic);
    buriedUntold(topic);
    overtakings(topic);
    Stream.of("unreadable", "internal").forEach(reason -> deadLetters(topic, reason));
  }

  /** Names a kind of task that is carried out, as {@link #reads}. */
  public void carriesOut(String kind) {
    Stream.of("done", "retried", "gave-up", "lost").forEach(result -> tasks(kind, result));
  }

  /** Events whose handler's transaction was committed. */
  public void handled(String topic, long count) {
    counter("events.handled", "Events whose handler's transaction was committed", "topic", topic)
        .increment(count);
  }

  /** Tries of a handler that ended with an exception. */
  public void failed(String topic) {
    failures(topic).increment();
  }

  /** Records that went to the dead letters. */
  public void deadLettered(String topic, String reason) {
    deadLetters(topic, reason).increment();
  }

  /** Dead letters whose subject could not even be told: a person has to look. */
  public void failedHandlerFailed(String topic) {
    buriedUntold(topic).increment();
  }

  /** Doubles that the inbox dropped. */
  public void doubles(String topic, long count) {
    counter("inbox.doubles", "Doubles that the inbox dropped", "topic", topic).increment(count);
  }

  /** Batches given up because another instance had moved the offset. */
  public void overtaken(String topic) {
    overtakings(topic).increment();
  }

  /** Records that the relay had confirmed. */
  public void sent(long count) {
    counter("outbox.sent", "Records of the outbox that Kafka confirmed").increment(count);
  }

  /** Tasks by kind and what came of a try: done, retried, gave-up, lost. */
  public void task(String kind, String result) {
    tasks(kind, result).increment();
  }

  /** Records behind the end of each topic, over the partitions of this instance; 0 for others. */
  public void lags(Map<String, Long> records) {
    lags.forEach((topic, value) -> value.set(records.getOrDefault(topic, 0L)));
  }

  /** Sets one of the gauges that the constructor names. */
  public void set(String name, long value) {
    gauge(name).set(value);
  }

  private AtomicLong gauge(String name) {
    return gauges.computeIfAbsent(
        name,
        any -> {
          AtomicLong value = new AtomicLong();
          Gauge.builder(PREFIX + name, value, AtomicLong::get)
              .description(GAUGES.get(name))
              .register(registry);
          return value;
        });
  }

  private Counter failures(String topic) {
    return counter("events.failed", "Tries of a handler that ended badly", "topic", topic);
  }

  private Counter deadLetters(String topic, String reason) {
    return counter(
        "events.dead.lettered",
        "Records that went to the dead letters",
        "topic",
        topic,
        "reason",
        reason);
  }

  private Counter buriedUntold(String topic) {
    return counter(
        "events.failed.handler.failed",
        "Dead letters whose subject could not even be told",
        "topic",
        topic);
  }

  private Counter overtakings(String topic) {
    return counter(
        "partitions.overtaken", "Batches that another instance had handled", "topic", topic);
  }

  private Counter tasks(String kind, String result) {
    return counter("tasks", "Tries of tasks, by result", "kind", kind, "result", result);
  }

  private Counter counter(String name, String description, String... tags) {
    return Counter.builder(PREFIX + name).description(description).tags(tags).register(registry);
  }
}
