package dev.modelgate.scheduler.mirror;

import dev.modelgate.git.Commit;
import dev.modelgate.scheduler.workflow.RepositoryFile;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a repository says of a commit.
 *
 * @param commit the commit
 * @param defaultBranch short name of the default branch
 * @param onDefaultBranch whether the ref is that branch
 * @param mergeBase with the default branch; null on that branch, or where there is none
 * @param files workflow files that the commit has and what they name, by path
 * @param advance how the default branch moved; empty where this says nothing of it
 */
public record CommitFacts(
    Commit commit,
    String defaultBranch,
    boolean onDefaultBranch,
    @Nullable String mergeBase,
    Map<String, RepositoryFile> files,
    Optional<BranchAdvance> advance) {

  public CommitFacts {
    files = Map.copyOf(files);
  }
}
