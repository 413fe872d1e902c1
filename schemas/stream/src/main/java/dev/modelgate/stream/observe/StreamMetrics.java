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
import org.jspecify.annotations.Nullable;

/** The loop's meters, all named {@code modelgate.stream.…}. */
@Singleton
@Requires(property = "datasources.default.url")
public class StreamMetrics {

  private static final String PREFIX = "modelgate.stream.";

  private final MeterRegistry registry;
  private final Map<String, AtomicLong> gauges = new ConcurrentHashMap<>();

  StreamMetrics(@Nullable MeterRegistry registry) {
    this.registry = registry == null ? new SimpleMeterRegistry() : registry;
    for (String name :
        new String[] {
          "partitions.paused",
          "outbox.unsent",
          "outbox.oldest.seconds",
          "tasks.waiting",
          "tasks.failing",
          "tasks.oldest.seconds",
          "tasks.running"
        }) {
      gauge(name);
    }
  }

  /** Events whose handler's transaction was committed. */
  public void handled(String topic, long count) {
    counter("events.handled", "topic", topic).increment(count);
  }

  /** Tries of a handler that ended with an exception. */
  public void failed(String topic) {
    counter("events.failed", "topic", topic).increment();
  }

  /** Records that went to the dead letters. */
  public void deadLettered(String topic, String reason) {
    counter("events.dead.lettered", "topic", topic, "reason", reason).increment();
  }

  /** Dead letters whose subject could not even be told: a person has to look. */
  public void failedHandlerFailed(String topic) {
    counter("events.failed.handler.failed", "topic", topic).increment();
  }

  /** Doubles that the inbox dropped. */
  public void doubles(String topic, long count) {
    counter("inbox.doubles", "topic", topic).increment(count);
  }

  /** Batches given up because another instance had moved the offset. */
  public void overtaken(String topic) {
    counter("partitions.overtaken", "topic", topic).increment();
  }

  /** Records that the relay had confirmed. */
  public void sent(long count) {
    counter("outbox.sent").increment(count);
  }

  /** Tasks by kind and what came of a try: done, retried, given-up, lost. */
  public void task(String kind, String result) {
    counter("tasks", "kind", kind, "result", result).increment();
  }

  /** Records behind the end of the topic, over the partitions of this instance. */
  public void lag(String topic, long records) {
    gauges
        .computeIfAbsent(
            "lag/" + topic,
            any -> {
              AtomicLong value = new AtomicLong();
              Gauge.builder(PREFIX + "lag", value, AtomicLong::get)
                  .tag("topic", topic)
                  .register(registry);
              return value;
            })
        .set(records);
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
          Gauge.builder(PREFIX + name, value, AtomicLong::get).register(registry);
          return value;
        });
  }

  private Counter counter(String name, String... tags) {
    return registry.counter(PREFIX + name, tags);
  }
}
