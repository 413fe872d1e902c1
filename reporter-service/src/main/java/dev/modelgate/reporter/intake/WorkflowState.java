package dev.modelgate.reporter.intake;

/** What became of one workflow of the file for a git event. */
public enum WorkflowState {
  PLANNED,
  NOT_MATCHED,
  INVALID,
  /** Said by a newer version of Modelgate. */
  UNKNOWN
}
