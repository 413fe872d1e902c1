package dev.modelgate.runner.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Makes sure that one agent alone works in a folder; it is free again when its process ends. */
public final class FolderLock implements AutoCloseable {

  /**
   * The files that this process has locked. It must not open them again: a process that closes a
   * file loses its locks on it, whichever way it took them.
   */
  private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the folder.
   *
   * @throws IllegalStateException if another agent works there
   */
  public static synchronized FolderLock take(Path folder) {
    try {
      Path file = folder.toRealPath().resolve("lock");
      if (!TAKEN.contains(file)) {
        FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock != null) {
          TAKEN.add(file);
          return new FolderLock(file, channel);
        }
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to lock " + folder + ", but " + e.getMessage(), e);
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
    } finally {
      TAKEN.remove(file);
    }
  }
}
