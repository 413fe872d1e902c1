package dev.modelgate.stream;

import dev.modelgate.events.wire.Topic;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * What a service reads and which tasks it carries out; one bean of this type, made in its Wiring.
 *
 * @param tombstones by topic, what to do with the key of a record that has no value
 */
public record Subscriptions(
    List<Subscription<?, ?>> events,
    Map<Topic, Consumer<String>> tombstones,
    List<TaskKind> tasks) {

  public Subscriptions {
    events = List.copyOf(events);
    tombstones = Map.copyOf(tombstones);
    tasks = List.copyOf(tasks);
    Set<Object> seen = new HashSet<>();
    for (Subscription<?, ?> event : events) {
      requireFirst(seen.add(event.topic() + " " + event.typeName()), event.typeName());
    }
    for (TaskKind task : tasks) {
      requireFirst(seen.add(task.kind()), task.kind());
    }
  }

  /** An empty list to start from. */
  public static Builder builder() {
    return new Builder();
  }

  private static void requireFirst(boolean first, String what) {
    if (!first) {
      throw new IllegalArgumentException(
          "Expected one handler for " + what + ", but there are two; let one flow call the other");
    }
  }

  /** Collects the subscriptions of a service, one line each. */
  public static final class Builder {

    private final List<Subscription<?, ?>> events = new ArrayList<>();
    private final Map<Topic, Consumer<String>> tombstones = new EnumMap<>(Topic.class);
    private final List<TaskKind> tasks = new ArrayList<>();

    private Builder() {}

    /** Handles events of a type; see {@link Subscription}. */
    public <E extends SpecificRecord, R> Builder on(
        Topic topic,
        Class<E> type,
        Function<E, R> codec,
        Consumer<R> handler,
        BiConsumer<R, Failure> failed) {
      events.add(new Subscription<>(topic, type, codec, handler, failed));
      return this;
    }

    /** Handles events that have no subject that must end: after three tries, only a dead letter. */
    public <E extends SpecificRecord, R> Builder on(
        Topic topic, Class<E> type, Function<E, R> codec, Consumer<R> handler) {
      return on(topic, type, codec, handler, (event, failure) -> {});
    }

    /** Handles records without a value: the thing with that key is gone. */
    public Builder onTombstone(Topic topic, Consumer<String> handler) {
      requireFirst(tombstones.put(topic, handler) == null, "tombstones of " + topic);
      return this;
    }

    /** Carries out tasks of a kind. */
    public Builder task(TaskKind kind) {
      tasks.add(kind);
      return this;
    }

    public Subscriptions build() {
      return new Subscriptions(events, tombstones, tasks);
    }
  }
}
