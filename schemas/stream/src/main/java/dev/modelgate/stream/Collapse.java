package dev.modelgate.stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Java machine itself cannot go on: its memory is full, or worse. No record and no host is to
 * blame, and nothing that runs on can be relied upon, so that the process ends as a kill would end
 * it; whoever watches it starts it again. A stack that is too deep is not of this kind: that is
 * what a record can do.
 */
public final class Collapse {

  private static final Logger LOG = LoggerFactory.getLogger(Collapse.class);

  /** As Java's own -XX:+ExitOnOutOfMemoryError does. */
  private static final int EXIT = 3;

  private Collapse() {}

  /** Ends the process where the failure, or what caused it, is of this kind. */
  public static void endIf(Throwable failure) {
    if (is(failure)) {
      try {
        LOG.error("the process ends, Java itself cannot go on cause=\"{}\"", Brief.of(failure));
      } finally {
        Runtime.getRuntime().halt(EXIT);
      }
    }
  }

  static boolean is(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 30; depth++, cause = cause.getCause()) {
      if (cause instanceof VirtualMachineError && !(cause instanceof StackOverflowError)) {
        return true;
      }
    }
    return false;
  }
}
