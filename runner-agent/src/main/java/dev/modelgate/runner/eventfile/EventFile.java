package dev.modelgate.runner.eventfile;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/**
 * An event file that can be opened.
 *
 * @param name for people: its path from where event files were looked for
 * @param opener opens it for reading
 */
public record EventFile(String name, Opener opener) {

  /** Opens a file each time anew. */
  @FunctionalInterface
  public interface Opener {

    SeekableByteChannel open() throws IOException;
  }

  /** Whether TensorBoard takes a file of that name for an event file. */
  public static boolean isNamedLikeOne(String fileName) {
    return fileName.contains("tfevents") && !fileName.endsWith(".profile-empty");
  }
}
