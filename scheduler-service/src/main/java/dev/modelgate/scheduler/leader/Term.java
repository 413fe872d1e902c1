package dev.modelgate.scheduler.leader;

import dev.modelgate.scheduler.lease.LiveAttempt;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What one leader remembers for as long as it leads. Whatever goes wrong, it is thrown away and
 * read anew: the truth is in PostgreSQL. For one thread.
 */
public final class Term implements AutoCloseable {

  private final long epoch;
  private final RunnerTopics topics;
  private final CountedTime time;
  private final Hosts hosts;
  private final Map<String, LiveAttempt> live = new HashMap<>();
  private final Map<String, String> ended = new HashMap<>();

  /** Begins a term with the attempts that are live. */
  public Term(
      long epoch, RunnerTopics topics, CountedTime time, Hosts hosts, List<LiveAttempt> attempts) {
    this.epoch = epoch;
    this.topics = topics;
    this.time = time;
    this.hosts = hosts;
    attempts.forEach(this::put);
  }

  public long epoch() {
    return epoch;
  }

  public RunnerTopics topics() {
    return topics;
  }

  public CountedTime time() {
    return time;
  }

  public Hosts hosts() {
    return hosts;
  }

  /** The live attempts by their ids. */
  public Map<String, LiveAttempt> live() {
    return Map.copyOf(live);
  }

  public Collection<LiveAttempt> attempts() {
    return List.copyOf(live.values());
  }

  public Optional<LiveAttempt> attempt(String attemptId) {
    return Optional.ofNullable(live.get(attemptId));
  }

  public void put(LiveAttempt attempt) {
    live.put(attempt.attemptId(), attempt);
  }

  public void change(String attemptId, UnaryOperator<LiveAttempt> change) {
    live.computeIfPresent(attemptId, (id, attempt) -> change.apply(attempt));
  }

  /** Forgets an attempt that is not live any more. */
  public void remove(String attemptId) {
    live.remove(attemptId);
  }

  /** Remembers that an attempt ended by its runner's own word, so that its slot is free at once. */
  public void endedByRunner(String attemptId, String runnerId) {
    live.remove(attemptId);
    ended.put(attemptId, runnerId);
  }

  /** Forgets the ended attempts of a runner that it does not list any more. */
  public void listed(String runnerId, Set<String> attemptIds) {
    ended
        .entrySet()
        .removeIf(
            entry -> entry.getValue().equals(runnerId) && !attemptIds.contains(entry.getKey()));
  }

  /** Attempts that ended by their runner's own word. */
  public Set<String> ended() {
    return Set.copyOf(ended.keySet());
  }

  @Override
  public void close() {
    topics.close();
  }
}
