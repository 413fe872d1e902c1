package dev.modelgate.runner.eventfile;

import java.util.Arrays;

/**
 * Places where a writer began again: each drops the points that were written before it with its
 * step or a later one, as TensorBoard does. Only those that matter are held, so their steps rise
 * with their places.
 */
final class Restarts {

  private long[] places = new long[0];
  private long[] steps = new long[0];
  private int count;
  private int passed;

  boolean isEmpty() {
    return count == 0;
  }

  /** How many it has room for; room is never given back. */
  int room() {
    return places.length;
  }

  /**
   * Adds one behind all others.
   *
   * @param mostRoom how much room it may take
   * @return false where there are too many
   */
  boolean add(long place, long step, int mostRoom) {
    // An earlier one drops nothing that this one does not drop too.
    while (count > 0 && steps[count - 1] >= step) {
      count--;
    }
    if (count == places.length) {
      int larger = Math.max(2, count * 2);
      if (larger > mostRoom) {
        return false;
      }
      places = Arrays.copyOf(places, larger);
      steps = Arrays.copyOf(steps, larger);
    }
    places[count] = place;
    steps[count++] = step;
    return true;
  }

  /**
   * Whether a later restart drops the point. Places must not go back between calls.
   *
   * @param place of the point's event
   */
  boolean drop(long place, long step) {
    while (passed < count && places[passed] <= place) {
      passed++;
    }
    return passed < count && step >= steps[passed];
  }

  void rewind() {
    passed = 0;
  }
}
