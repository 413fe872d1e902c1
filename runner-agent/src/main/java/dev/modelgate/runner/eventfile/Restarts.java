package dev.modelgate.runner.eventfile;

import java.util.Arrays;

/**
 * Places where a writer began again: each drops the points that were written before it with its
 * step or a later one, as TensorBoard does. Only those that matter are held, so their steps rise
 * with their places.
 */
final class Restarts {

  private static final int MOST = 1_000;

  private long[] places = new long[2];
  private long[] steps = new long[2];
  private int count;
  private int passed;

  boolean isEmpty() {
    return count == 0;
  }

  /**
   * Adds one behind all others.
   *
   * @return false where there are too many
   */
  boolean add(long place, long step) {
    // An earlier one drops nothing that this one does not drop too.
    while (count > 0 && steps[count - 1] >= step) {
      count--;
    }
    if (count == MOST) {
      return false;
    }
    if (count == places.length) {
      places = Arrays.copyOf(places, count * 2);
      steps = Arrays.copyOf(steps, count * 2);
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
