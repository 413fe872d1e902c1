package dev.modelgate.scheduler.workflow;

import java.util.List;

/**
 * A named unit of the workflow file.
 *
 * @param name at most 63 characters on one line
 * @param triggers when it runs
 * @param steps what it runs, one after the other; names unique, never empty
 */
public record Workflow(String name, Triggers triggers, List<Step> steps) {
  public Workflow {
    steps = List.copyOf(steps);
  }
}
