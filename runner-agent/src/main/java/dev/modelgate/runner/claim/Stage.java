package dev.modelgate.runner.claim;

/**
 * How far an attempt has come, as its folder says.
 *
 * @param step the step
 * @param boot in which start of the computer that step was reached
 */
public record Stage(Step step, String boot) {

  /** The steps in their order. */
  public enum Step {
    /** Taken; nothing was started. */
    CLAIMED,
    /** From here on the job may have been started, once. */
    STARTING,
    /** It ended, what is to be said about it is in the spool, and its slot is cleared. */
    FINISHED
  }
}
