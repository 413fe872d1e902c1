package dev.modelgate.runner.eventfile;

import java.util.HashMap;
import java.util.Map;

/** The points of an event directory that restarts dropped, by where the restarts were. */
public final class Orphans {

  private final Restarts ofAll = new Restarts();
  private final Map<Integer, Restarts> ofTags = new HashMap<>();
  private long fullAt = -1;

  Orphans() {}

  /** No point is dropped. */
  public static Orphans none() {
    return new Orphans();
  }

  boolean isEmpty() {
    return ofAll.isEmpty() && ofTags.isEmpty();
  }

  /** Drops all points from that step on that were written before this place. */
  void add(long place, long step) {
    note(place, ofAll.add(place, step));
  }

  /** Drops such points of one tag only. */
  void add(int tag, long place, long step) {
    note(place, ofTags.computeIfAbsent(tag, any -> new Restarts()).add(place, step));
  }

  /** The first place whose restart was one too many; -1: none. */
  long fullAt() {
    return fullAt;
  }

  boolean drop(int tag, long place, long step) {
    if (ofAll.drop(place, step)) {
      return true;
    }
    Restarts restarts = ofTags.get(tag);
    return restarts != null && restarts.drop(place, step);
  }

  /** To be asked from the first place on again. */
  void rewind() {
    ofAll.rewind();
    ofTags.values().forEach(Restarts::rewind);
  }

  private void note(long place, boolean added) {
    if (!added && fullAt < 0) {
      fullAt = place;
    }
  }
}
