package dev.modelgate.runner.claim;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is too old to be obeyed: commands of leaders that were replaced, attempts that are not newer
 * than one that was here.
 *
 * @param epoch the highest epoch that was heard
 * @param tokens the highest token by experiment, in the order in which they came
 * @param cancelled folder names of attempts that were to end before they came
 */
public record Fence(long epoch, Map<String, Long> tokens, Set<String> cancelled) {

  /** How many experiments are remembered: far more than a command topic holds in its seven days. */
  static final int REMEMBERED = 10_000;

  public Fence {
    tokens = new LinkedHashMap<>(tokens);
    cancelled = new LinkedHashSet<>(cancelled);
  }

  /** Nothing was heard yet. */
  public static Fence open() {
    return new Fence(Long.MIN_VALUE, Map.of(), Set.of());
  }

  /** Whether a leader of this epoch may still say something. */
  public boolean admits(long otherEpoch) {
    return otherEpoch >= epoch;
  }

  /** Whether an attempt is newer than all of its experiment that were here. */
  public boolean isNew(String experimentId, long token) {
    Long known = tokens.get(experimentId);
    return known == null || token > known;
  }

  public boolean isCancelled(AttemptKey key) {
    return cancelled.contains(key.folderName());
  }

  /** After a command of this epoch. */
  public Fence heard(long otherEpoch) {
    return otherEpoch > epoch ? new Fence(otherEpoch, tokens, cancelled) : this;
  }

  /** After an attempt was taken. */
  public Fence taken(String experimentId, AttemptKey key) {
    LinkedHashMap<String, Long> more = new LinkedHashMap<>(tokens);
    Long known = more.remove(experimentId);
    more.put(experimentId, known == null ? key.token() : Math.max(known, key.token()));
    Set<String> fewer = new LinkedHashSet<>(cancelled);
    fewer.remove(key.folderName());
    return new Fence(epoch, newest(more), fewer);
  }

  /** After an attempt was cancelled that is not here. */
  public Fence cancelledEarly(AttemptKey key) {
    LinkedHashMap<String, Boolean> more = new LinkedHashMap<>();
    cancelled.forEach(name -> more.put(name, true));
    more.put(key.folderName(), true);
    return new Fence(epoch, tokens, newest(more).keySet());
  }

  private static <T> Map<String, T> newest(Map<String, T> all) {
    LinkedHashMap<String, T> kept = new LinkedHashMap<>();
    all.entrySet().stream()
        .skip(Math.max(0, all.size() - REMEMBERED))
        .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
    return kept;
  }
}
