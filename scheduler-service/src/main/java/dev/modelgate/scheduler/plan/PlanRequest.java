package dev.modelgate.scheduler.plan;

import dev.modelgate.scheduler.trigger.BuildBranches;
import dev.modelgate.scheduler.trigger.RefKind;
import dev.modelgate.scheduler.workflow.RepositoryFile;
import java.util.Map;

/**
 * All that a plan is made from.
 *
 * @param ref full name of the pushed ref, opaque text from outside
 * @param deleted whether the ref was deleted; the files are then not looked at
 * @param buildBranches the project's setting
 * @param defaultBranch short name of the default branch
 * @param onDefaultBranch whether the ref is that branch
 * @param files by path: of {@link WorkflowFiles#PLACES} those that the commit has, and the {@link
 *     WorkflowFiles#named} ones
 */
public record PlanRequest(
    String ref,
    RefKind kind,
    boolean deleted,
    BuildBranches buildBranches,
    String defaultBranch,
    boolean onDefaultBranch,
    Map<String, RepositoryFile> files) {
  public PlanRequest {
    files = Map.copyOf(files);
  }
}
