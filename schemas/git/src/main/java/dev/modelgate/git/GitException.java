package dev.modelgate.git;

import java.io.IOException;

/** What kept git from doing what it was asked, sorted by who must act. */
public final class GitException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Who must act, and whether trying again later can help. */
  public enum Kind {
    /** The remote did not answer: try again later. */
    UNREACHABLE,
    /** The remote answered and said no: authentication, permission, an unknown host key, a hook. */
    REFUSED,
    /** There is no such commit, ref or repository content. */
    MISSING,
    /** The time that was given is over; everything that was started is dead. */
    TIMED_OUT,
    /** More came back than was allowed. */
    TOO_LARGE,
    /** The mirror on this disk is damaged; the next fetch builds it anew. */
    CORRUPT,
    /** Anything else; the message carries git's own words. */
    FAILED
  }

  private final Kind kind;

  GitException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  GitException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Our own disk failed us: it is full, read-only or not ours. */
  static GitException onDisk(String expected, IOException e) {
    return new GitException(Kind.FAILED, expected + ", but " + e, e);
  }

  public Kind kind() {
    return kind;
  }
}
