package dev.modelgate.scheduler.yaml;

/**
 * Something to say about a file, at its place.
 *
 * @param path file in the repository, relative to its root
 * @param line from 1; 0 where it belongs to the file as a whole
 * @param column in code points, from 1; 0 where it belongs to the file as a whole
 * @param severity whether the file is obeyed in spite of it
 * @param message what is wrong, what was expected and the nearest valid form; one line
 */
public record Problem(String path, int line, int column, Severity severity, String message) {

  /** What a problem means for the file. */
  public enum Severity {
    /** It is not obeyed. */
    ERROR,
    /** It is obeyed, in its one obvious reading. */
    WARNING,
    /** It is obeyed to the letter; a matter of style, or of doubt. */
    NOTE
  }

  /** An error of the file as a whole. */
  public static Problem ofFile(String path, String message) {
    return new Problem(path, 0, 0, Severity.ERROR, message);
  }

  /** An error at a place. */
  public static Problem error(String path, Place place, String message) {
    return new Problem(path, place.line(), place.column(), Severity.ERROR, message);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }
}
