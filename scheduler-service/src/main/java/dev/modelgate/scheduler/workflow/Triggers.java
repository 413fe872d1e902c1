package dev.modelgate.scheduler.workflow;

/**
 * Which pushes start a workflow, as far as the project's settings let them.
 *
 * @param branches short names of branches
 * @param tags short names of tags
 */
public record Triggers(RefFilter branches, RefFilter tags) {

  /** Where the file says nothing: every branch, and no tag. */
  public static final Triggers UNSTATED = new Triggers(new RefFilter.All(), new RefFilter.None());
}
