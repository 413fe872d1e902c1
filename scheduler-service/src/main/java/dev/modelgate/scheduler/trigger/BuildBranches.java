package dev.modelgate.scheduler.trigger;

/** The project's setting that says which branches build. */
public enum BuildBranches {
  /** The default branch only. */
  DEFAULT,
  /** Every branch. */
  ALL,
  /** No branch. */
  NONE
}
