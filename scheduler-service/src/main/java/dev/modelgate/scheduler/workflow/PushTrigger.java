package dev.modelgate.scheduler.workflow;

import java.util.List;

/**
 * Which pushes start a workflow.
 *
 * @param branches patterns of which one has to match the whole short name of the branch; empty:
 *     every branch
 */
public record PushTrigger(List<RefPattern> branches) {
  public PushTrigger {
    branches = List.copyOf(branches);
  }
}
