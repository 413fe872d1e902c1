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
   * The reason in one line, for the end of a sentence; with the first cause where that says more.
   */
  static String reason(Throwable problem) {
    Throwable first = problem;
    while (first.getCause() != null && first.getCause() != first) {
      first = first.getCause();
    }
    String reason = words(problem);
    return reason.contains(words(first)) ? reason : reason + " (" + words(first) + ")";
  }

  private static String words(Throwable problem) {
    String message = problem.getMessage();
    if (message == null || message.isBlank()) {
      return problem.getClass().getSimpleName();
    }
    String line = message.strip().lines().findFirst().orElse("");
    return problem instanceof PartException
        ? line
        : problem.getClass().getSimpleName() + ": " + line;
  }
}
