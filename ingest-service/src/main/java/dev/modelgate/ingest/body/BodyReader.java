package dev.modelgate.ingest.body;

import io.micronaut.http.exceptions.ContentLengthExceededException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;

/**
 * Takes the bytes of a request, at most so many. Only one body above 64 KiB is read at a time: a
 * plain Git host's have a few hundred bytes, and many large ones that trickle in at once must not
 * fill the heap; those that are read and not yet judged are there besides. How long a request may
 * take to arrive is {@link RequestDeadline}'s affair, which closes the connection and so ends the
 * reading here.
 */
public final class BodyReader {

  /** What came of it. */
  public sealed interface Reading {}

  /** The whole body. */
  public record Whole(byte[] bytes) implements Reading {}

  /** The body is longer than allowed; the rest was not read. */
  public record TooLarge(long limit) implements Reading {}

  /** The sender went away, or was too slow and cut off. */
  public record CutOff() implements Reading {}

  private static final int SMALL = 64 * 1024;
  private static final int CHUNK = 16 * 1024;

  private final Semaphore large = new Semaphore(1, true);

  /**
   * Reads to the end or to the limit, whichever comes first.
   *
   * @param limit most bytes that are allowed
   */
  public Reading read(InputStream body, int limit) {
    try {
      return readAll(body, limit);
    } catch (IOException e) {
      // The server's own limit may be the first to notice.
      return e.getCause() instanceof ContentLengthExceededException
          ? new TooLarge(limit)
          : new CutOff();
    }
  }

  private Reading readAll(InputStream body, int limit) throws IOException {
    ByteArrayOutputStream taken = new ByteArrayOutputStream(1024);
    if (take(body, taken, Math.min(SMALL, limit + 1)) && taken.size() <= limit) {
      return new Whole(taken.toByteArray());
    }
    if (taken.size() > limit) {
      return new TooLarge(limit);
    }
    large.acquireUninterruptibly();
    try {
      return take(body, taken, limit + 1) ? new Whole(taken.toByteArray()) : new TooLarge(limit);
    } finally {
      large.release();
    }
  }

  /** Reads until the end (true) or until so many bytes are taken (false). */
  private static boolean take(InputStream body, ByteArrayOutputStream taken, int until)
      throws IOException {
    byte[] chunk = new byte[CHUNK];
    while (taken.size() < until) {
      int count = body.read(chunk, 0, Math.min(CHUNK, until - taken.size()));
      if (count < 0) {
        return true;
      }
      taken.write(chunk, 0, count);
    }
    return false;
  }
}
