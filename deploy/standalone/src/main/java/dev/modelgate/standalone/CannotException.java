package dev.modelgate.standalone;

/** What was asked for could not be done: one line for people, exit code 3. */
public final class CannotException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** The message is a whole sentence: what was expected, what was found, and the next step. */
  public CannotException(String message) {
    super(message);
  }

  /** As above, with the cause kept for the log. */
  public CannotException(String message, Throwable cause) {
    super(message, cause);
  }
}
