package dev.modelgate.reporter.intake;

import java.time.Instant;
import java.util.List;

/**
 * What waits in a pool, and why.
 *
 * @param epoch of the leader that says it; a later leader's word counts
 */
public record QueueState(String pool, long epoch, Instant at, List<Waiting> waiting) {

  /**
   * An experiment in the queue.
   *
   * @param position from 1
   * @param sentence why it waits, for people
   */
  public record Waiting(String experimentId, int position, String sentence) {}
}
