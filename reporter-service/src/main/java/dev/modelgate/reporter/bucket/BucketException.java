package dev.modelgate.reporter.bucket;

/** The bucket cannot be reached or refuses us; what was asked for may well be there. */
public final class BucketException extends RuntimeException {

  private static final long serialVersionUID = 1;

  BucketException(String message, Throwable cause) {
    super(message, cause);
  }
}
