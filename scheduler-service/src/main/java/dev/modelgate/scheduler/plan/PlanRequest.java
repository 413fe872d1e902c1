package dev.modelgate.scheduler.plan;

import dev.modelgate.scheduler.trigger.BuildBranches;
import dev.modelgate.scheduler.trigger.RefKind;
import java.util.List;

/**
 * All that a plan is made from.
 *
 * @param ref full name of the pushed ref, opaque text from outside
 * @param deleted whether the ref was deleted; the file is then not looked at
 * @param buildBranches the project's setting
 * @param defaultBranch short name of the default branch
 * @param onDefaultBranch whether the ref is that branch
 * @param file what stands at {@link WorkflowPlanner#WORKFLOW_FILE}
 * @param otherFiles which of {@link WorkflowPlanner#OTHER_FILES} the commit has
 */
public record PlanRequest(
    String ref,
    RefKind kind,
    boolean deleted,
    BuildBranches buildBranches,
    String defaultBranch,
    boolean onDefaultBranch,
    WorkflowSource file,
    List<String> otherFiles) {
  public PlanRequest {
    otherFiles = List.copyOf(otherFiles);
  }
}
