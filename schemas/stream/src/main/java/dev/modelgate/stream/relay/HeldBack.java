package dev.modelgate.stream.relay;

import dev.modelgate.stream.Backoff;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Topics and keys whose last record could not be sent, each until its next try. */
final class HeldBack {

  private static final Backoff PAUSES = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

  private record Hold(int failures, long until) {}

  private final Map<String, Hold> holds = new HashMap<>();

  /** Name of all that goes to one topic with one key. */
  static String keyOf(String topic, String key) {
    return topic + "\n" + key;
  }

  /**
   * Notes a failure; times in nanoseconds of one clock that only goes forward.
   *
   * @return how many there were in a row
   */
  int failed(String name, long now) {
    int failures = holds.containsKey(name) ? holds.get(name).failures() + 1 : 1;
    holds.put(name, new Hold(failures, now + PAUSES.after(failures).toNanos()));
    return failures;
  }

  /** Notes a success; returns whether something was held back before. */
  boolean sent(String topic, String key) {
    return holds.remove(topic) != null | holds.remove(keyOf(topic, key)) != null;
  }

  /** The names that are to be left out now. */
  Set<String> at(long now) {
    return holds.entrySet().stream()
        .filter(entry -> entry.getValue().until() - now > 0)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Holds nothing back any more; returns the topics of what it held. */
  Set<String> forget() {
    Set<String> topics =
        holds.keySet().stream().map(name -> name.split("\n", 2)[0]).collect(Collectors.toSet());
    holds.clear();
    return topics;
  }

  boolean isEmpty() {
    return holds.isEmpty();
  }
}
