package dev.modelgate.checks.baseline;

import java.util.Comparator;

/**
 * Where on the default branch a commit stands.
 *
 * @param branch short name
 * @param sequence of the event that brought the commit; later events are further along
 * @param index among the commits that the event brought, oldest first, from 0
 */
public record BranchPosition(String branch, long sequence, int index)
    implements Comparable<BranchPosition> {

  private static final Comparator<BranchPosition> ALONG_THE_BRANCH =
      Comparator.comparingLong(BranchPosition::sequence)
          .thenComparingInt(BranchPosition::index)
          .thenComparing(BranchPosition::branch);

  @Override
  public int compareTo(BranchPosition other) {
    return ALONG_THE_BRANCH.compare(this, other);
  }
}
