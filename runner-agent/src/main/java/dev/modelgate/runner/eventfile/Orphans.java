package dev.modelgate.runner.eventfile;

import java.util.HashMap;
import java.util.Map;

/** The points of an event directory that restarts dropped, by where the restarts were. */
public final class Orphans {

  private final int mostRestarts;
  private final Restarts ofAll = new Restarts();
  private final Map<Integer, Restarts> ofTags = new HashMap<>();
  private int room;
  private long fullAt = -1;

  private Orphans(int mostRestarts) {
    this.mostRestarts = mostRestarts;
  }

  /**
   * No point is dropped yet.
   *
   * @param mostRestarts how many restarts there is room for, those of all tags together
   */
  static Orphans none(int mostRestarts) {
    return new Orphans(mostRestarts);
  }

  boolean isEmpty() {
    return ofAll.isEmpty() && ofTags.isEmpty();
  }

  /** For how many restarts room was taken. */
  public int room() {
    return room;
  }

  /** Drops all points from that step on that were written before this place. */
  void add(long place, long step) {
    add(ofAll, place, step);
  }

  /** Drops such points of one tag only. */
  void add(int tag, long place, long step) {
    add(ofTags.computeIfAbsent(tag, any -> new Restarts()), place, step);
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

  private void add(Restarts restarts, long place, long step) {
    room -= restarts.room();
    boolean added = restarts.add(place, step, mostRestarts - room);
    room += restarts.room();
    if (!added && fullAt < 0) {
      fullAt = place;
    }
  }
}
