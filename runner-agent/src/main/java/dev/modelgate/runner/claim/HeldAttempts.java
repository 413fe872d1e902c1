package dev.modelgate.runner.claim;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** All attempts that the agent holds, and which slots they take. Thread-safe. */
public final class HeldAttempts {

  private final int slots;
  private final Map<AttemptKey, HeldAttempt> byKey = new LinkedHashMap<>();
  private final Set<Integer> taken = new TreeSet<>();

  public HeldAttempts(int slots) {
    this.slots = slots;
  }

  public synchronized void add(HeldAttempt attempt) {
    byKey.put(attempt.key(), attempt);
    if (attempt.phase() != AttemptPhase.ENDED) {
      taken.add(attempt.folder().slot());
    }
  }

  /** The job is over and its checkout may be used by the next one. */
  public synchronized void freeSlot(HeldAttempt attempt) {
    taken.remove(attempt.folder().slot());
  }

  public synchronized void remove(HeldAttempt attempt) {
    byKey.remove(attempt.key());
  }

  public synchronized Optional<HeldAttempt> find(AttemptKey key) {
    return Optional.ofNullable(byKey.get(key));
  }

  public synchronized List<HeldAttempt> all() {
    return new ArrayList<>(byKey.values());
  }

  /** Attempts of an experiment whose job is not over. */
  public synchronized Collection<HeldAttempt> unfinished(String experimentId) {
    return byKey.values().stream()
        .filter(attempt -> attempt.folder().assignment().experimentId().equals(experimentId))
        .filter(attempt -> attempt.phase() != AttemptPhase.ENDED)
        .toList();
  }

  /** The lowest slot that is free, so that the same checkouts are used again and again. */
  public synchronized OptionalInt freeSlot() {
    return IntStream.rangeClosed(1, slots).filter(slot -> !taken.contains(slot)).findFirst();
  }
}
