package dev.modelgate.scheduler.announce;

import dev.modelgate.scheduler.store.WaitingRow;
import java.util.List;

/**
 * What waits and why; equal where nothing changed for people.
 *
 * @param waiting the first of them, in order
 * @param count how many there are in all
 * @param offers machine names that can be had
 */
public record QueueState(List<Entry> waiting, int count, List<String> offers) {

  /** How many a snapshot lists at most. */
  public static final int MOST = 200;

  public QueueState {
    waiting = waiting.stream().limit(MOST).toList();
    offers = List.copyOf(offers);
  }

  /** One that waits. */
  public record Entry(WaitingRow row, int position, String reason, String sentence) {}
}
