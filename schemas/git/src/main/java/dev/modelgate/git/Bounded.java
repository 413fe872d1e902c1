package dev.modelgate.git;

import java.io.IOException;
import java.io.InputStream;

/** Reading with a limit. */
final class Bounded {

  private Bounded() {}

  static byte[] readAll(InputStream stream, int limit) throws IOException {
    byte[] bytes = stream.readNBytes(limit + 1);
    if (bytes.length > limit) {
      throw new GitException(
          GitException.Kind.TOO_LARGE,
          "Expected git to print at most " + limit + " bytes, but it printed more");
    }
    return bytes;
  }
}
