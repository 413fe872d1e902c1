package dev.modelgate.scheduler.mirror;

import dev.modelgate.git.Commit;
import dev.modelgate.scheduler.plan.WorkflowSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a repository says of a commit.
 *
 * @param commit the commit
 * @param defaultBranch short name of the default branch
 * @param onDefaultBranch whether the ref is that branch
 * @param mergeBase with the default branch; null on that branch, or where there is none
 * @param workflowFile what stands where the workflow file belongs
 * @param otherFiles files of other forms that the commit has
 * @param advance how the default branch moved; empty where this says nothing of it
 */
public record CommitFacts(
    Commit commit,
    String defaultBranch,
    boolean onDefaultBranch,
    @Nullable String mergeBase,
    WorkflowSource workflowFile,
    List<String> otherFiles,
    Optional<BranchAdvance> advance) {

  public CommitFacts {
    otherFiles = List.copyOf(otherFiles);
  }
}
