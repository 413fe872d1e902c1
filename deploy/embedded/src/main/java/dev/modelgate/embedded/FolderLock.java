package dev.modelgate.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a folder to one user at a time; the operating system lets go of it however that user ends.
 */
final class FolderLock implements AutoCloseable {
  /**
   * Opening and closing a lock file a second time would drop the first lock of this same process,
   * so those held here are known without touching the file.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * @param folder an existing folder, its path without links
   * @throws PartException where somebody else holds it
   */
  static FolderLock take(Path folder) throws IOException {
    Path file = folder.resolve("lock");
    if (!HELD_HERE.add(file)) {
      throw taken(folder, Long.toString(ProcessHandle.current().pid()));
    }
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              file,
              EnumSet.of(
                  StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw taken(folder, Files.readString(file).strip());
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)),
          0);
      return new FolderLock(file, channel);
    } catch (IOException | RuntimeException problem) {
      letGo(file, channel);
      throw problem;
    }
  }

  @Override
  public void close() {
    if (!channel.isOpen()) {
      return; // somebody else may hold the folder by now
    }
    try {
      letGo(file, channel);
    } catch (IOException problem) {
      throw new PartException("Expected to let go of " + file + ", but could not", problem);
    }
  }

  private static void letGo(Path file, @Nullable FileChannel channel) throws IOException {
    try {
      if (channel != null) {
        channel.close();
      }
    } finally {
      HELD_HERE.remove(file);
    }
  }

  private static PartException taken(Path folder, String process) {
    return new PartException(
        "Expected to be the only user of %s, but process %s uses it; stop that one, or give another folder"
            .formatted(folder, process.isEmpty() ? "(unknown)" : process));
  }
}
