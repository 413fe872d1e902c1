package dev.modelgate.scheduler.mirror;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A branch moved.
 *
 * @param branch its short name
 * @param before where it was last said to point; null where nothing was said of it
 * @param after where it points
 * @param commits what it gained, oldest first
 * @param complete false where it gained more than are listed
 */
public record BranchAdvance(
    String branch, @Nullable String before, String after, List<Entry> commits, boolean complete) {

  public BranchAdvance {
    commits = List.copyOf(commits);
  }

  /**
   * A commit that it gained.
   *
   * @param sha its name
   * @param tree the name of its tree
   */
  public record Entry(String sha, String tree) {}
}
