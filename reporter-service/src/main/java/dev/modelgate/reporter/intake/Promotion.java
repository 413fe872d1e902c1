package dev.modelgate.reporter.intake;

import java.time.Instant;
import java.util.Comparator;

/**
 * A result became what later ones are compared with.
 *
 * @param sequence how far along the branch its commit is, as {@code place}; larger is further
 */
public record Promotion(
    RunKey run,
    Instant at,
    String experimentId,
    String step,
    String branch,
    long sequence,
    int place)
    implements RunFact {

  private static final Comparator<Promotion> ALONG_THE_BRANCH =
      Comparator.comparingLong(Promotion::sequence)
          .thenComparingInt(Promotion::place)
          .thenComparingInt(promotion -> promotion.run().number());

  /** Whether it is what later results are compared with in place of the other. */
  public boolean replaces(Promotion other) {
    return branch.equals(other.branch)
        && step.equals(other.step)
        && ALONG_THE_BRANCH.compare(this, other) > 0;
  }
}
