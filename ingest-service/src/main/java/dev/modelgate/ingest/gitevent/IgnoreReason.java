package dev.modelgate.ingest.gitevent;

/** Why an authentic body leads to no event. */
public enum IgnoreReason {
  /** The project was removed; its hook is still installed. */
  PROJECT_REMOVED,
  /** Neither a branch nor a tag. */
  NOT_A_BRANCH_OR_TAG
}
