package dev.modelgate.stream;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Exceptions as text of bounded size. */
public final class Brief {

  private static final int LONGEST_LINE = 300;
  private static final int LONGEST_TRACE = 8 * 1024;

  private Brief() {}

  /** One line: what, where, and the start of its message without control characters. */
  public static String of(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; root.getCause() != null && depth < 30; depth++) {
      root = root.getCause();
    }
    StackTraceElement[] trace = root.getStackTrace();
    String place = trace.length == 0 ? "" : " at " + trace[0];
    String message = root.getMessage() == null ? "" : ": " + line(root.getMessage());
    return line(root.getClass().getSimpleName() + place + message);
  }

  /** Text as one line of bounded length. */
  public static String line(String text) {
    String clean = text.replaceAll("\\p{Cntrl}+", " ");
    return clean.length() <= LONGEST_LINE ? clean : clean.substring(0, LONGEST_LINE) + "…";
  }

  /** The stack trace, cut. */
  public static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    String all = text.toString().replace("\0", "");
    return all.length() <= LONGEST_TRACE ? all : all.substring(0, LONGEST_TRACE);
  }
}
