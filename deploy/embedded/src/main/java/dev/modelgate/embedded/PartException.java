package dev.modelgate.embedded;

/**
 * A part that could not be started, stopped or used; the message names the part, the folder and the
 * reason.
 */
public final class PartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PartException(String message) {
    super(message);
  }

  public PartException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * The reason in one line, for the end of a sentence: the message, or the type where there is
   * none.
   */
  static String reason(Throwable problem) {
    String message = problem.getMessage();
    if (message == null || message.isBlank()) {
      return problem.getClass().getSimpleName();
    }
    return problem instanceof PartException
        ? message
        : problem.getClass().getSimpleName() + ": " + message.strip();
  }
}
