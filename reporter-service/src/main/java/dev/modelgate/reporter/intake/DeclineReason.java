package dev.modelgate.reporter.intake;

import java.util.Locale;

/** Why nothing was planned for a git event or a command. */
public enum DeclineReason {
  REF_DELETED,
  NOT_BUILT,
  NO_WORKFLOW_FILE,
  NOT_MATCHED,
  INVALID,
  COMMIT_MISSING,
  REPOSITORY_UNREACHABLE,
  NOTHING_TO_RERUN,
  INTERNAL,
  /** Said by a newer version of Modelgate. */
  UNKNOWN;

  /** The code as the API says it: {@code no-workflow-file}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Whether it says something of the commit for good: not that a ref is gone, is not built, or that
   * a command came to nothing.
   */
  public boolean concludes() {
    return switch (this) {
      case REF_DELETED, NOT_BUILT, NOTHING_TO_RERUN -> false;
      case NO_WORKFLOW_FILE,
          NOT_MATCHED,
          INVALID,
          COMMIT_MISSING,
          REPOSITORY_UNREACHABLE,
          INTERNAL,
          UNKNOWN ->
          true;
    };
  }

  /** Whether something that should have run could not. */
  public boolean isError() {
    return switch (this) {
      case INVALID, COMMIT_MISSING, REPOSITORY_UNREACHABLE, INTERNAL, UNKNOWN -> true;
      case REF_DELETED, NOT_BUILT, NO_WORKFLOW_FILE, NOT_MATCHED, NOTHING_TO_RERUN -> false;
    };
  }
}
