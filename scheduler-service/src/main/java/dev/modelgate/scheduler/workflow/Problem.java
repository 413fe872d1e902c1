package dev.modelgate.scheduler.workflow;

/**
 * A user's mistake at its place, with what was expected.
 *
 * @param path file in the repository, relative to its root
 * @param line from 1; 0 where the problem belongs to the file as a whole
 * @param column in code points, from 1; 0 where the problem belongs to the file as a whole
 * @param message what is wrong, what was expected and the nearest valid form; one line
 */
public record Problem(String path, int line, int column, String message) {

  /** A problem of the file as a whole. */
  public static Problem ofFile(String path, String message) {
    return new Problem(path, 0, 0, message);
  }
}
