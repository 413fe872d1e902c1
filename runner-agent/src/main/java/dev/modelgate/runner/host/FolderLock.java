package dev.modelgate.runner.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes sure that one agent alone works in a folder; it is free again when its process ends. */
public final class FolderLock implements AutoCloseable {

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the folder.
   *
   * @throws IllegalStateException if another agent works there
   */
  public static FolderLock take(Path folder) {
    Path file = folder.resolve("lock");
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        FileLock lock = channel.tryLock();
        if (lock != null) {
          return new FolderLock(channel);
        }
      } catch (OverlappingFileLockException e) {
        // Taken by this very process.
      }
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to lock " + file + ", but " + e.getMessage(), e);
    }
    throw new IllegalStateException(
        "Expected to be the only runner in "
            + folder
            + ", but another one works there; stop it, or give this one a folder of its own");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
