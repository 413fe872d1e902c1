package dev.modelgate.runner.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that takes some room on the agent's disk while there is enough, and gives it back when a
 * job has filled the disk: so that the agent can still say so and make room. Thread-safe.
 */
public final class Ballast {

  private static final Logger log = LoggerFactory.getLogger(Ballast.class);
  private static final int MEBIBYTE = 1024 * 1024;
  private static final int SIZE = 4 * MEBIBYTE;
  private static final long ENOUGH = 2L * SIZE;

  private final Path file;

  public Ballast(Path folder) {
    this.file = folder.resolve("ballast");
  }

  /** Takes the room, unless it is taken or the disk has not much more. */
  public synchronized void load() {
    try {
      if (Files.exists(file)
          || Files.getFileStore(file.resolveSibling("")).getUsableSpace() < ENOUGH) {
        return;
      }
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        // Written out, for a file that was only made long takes no room.
        ByteBuffer some = ByteBuffer.allocate(MEBIBYTE);
        int written = 0;
        while (written < SIZE) {
          written += channel.write(some.rewind());
        }
      }
    } catch (IOException e) {
      drop();
    }
  }

  /** Gives the room back. */
  public synchronized void drop() {
    try {
      if (Files.deleteIfExists(file)) {
        log.warn("Gave back the room of {}: the disk may be full", file);
      }
    } catch (IOException e) {
      log.error("Expected to remove {}, but {}", file, e.toString());
    }
  }
}
