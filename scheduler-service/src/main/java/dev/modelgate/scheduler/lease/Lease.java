package dev.modelgate.scheduler.lease;

/**
 * The right of one attempt to run.
 *
 * @param number number of the attempt within its experiment, from 1
 * @param token greater than that of every earlier attempt; what carries another one is fenced
 * @param sequence sequence of the last report that was taken, 0 before the first
 */
public record Lease(int number, long token, long sequence) {

  public Lease {
    if (number < 1 || sequence < 0) {
      throw new IllegalArgumentException(
          "Expected to hold attempt number ≥ 1 and sequence ≥ 0, but got %d and %d"
              .formatted(number, sequence));
    }
  }

  Lease taken(long newSequence) {
    return new Lease(number, token, newSequence);
  }
}
