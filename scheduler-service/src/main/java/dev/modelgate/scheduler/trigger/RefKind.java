package dev.modelgate.scheduler.trigger;

/** What was pushed. */
public enum RefKind {
  BRANCH,
  TAG
}
