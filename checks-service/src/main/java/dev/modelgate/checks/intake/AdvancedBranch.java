package dev.modelgate.checks.intake;

import java.util.List;

/**
 * The default branch moved.
 *
 * @param eventId identity of the event that said so
 * @param branch short name
 * @param sequence grows with every event of the project; later positions are further along
 * @param commits full SHAs that the branch gained, oldest first
 */
public record AdvancedBranch(
    String eventId, Project project, String branch, long sequence, List<String> commits) {
  public AdvancedBranch {
    commits = List.copyOf(commits);
  }
}
