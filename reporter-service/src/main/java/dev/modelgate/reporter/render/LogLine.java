package dev.modelgate.reporter.render;

/**
 * One line of a log as it is shown.
 *
 * @param number from 1; 0 for a remark of ours, such as a gap
 * @param text inert
 */
public record LogLine(long number, String text) {

  /** Whether we say this, not the job. */
  public boolean remark() {
    return number == 0;
  }
}
