package dev.modelgate.runner.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files that are there whole or not at all, whatever ends the process or the computer: write,
 * fsync, rename, fsync of the folder.
 */
public final class DurableFiles {

  private DurableFiles() {}

  /** Puts the bytes there, in place of what was there. */
  public static void write(Path file, byte[] bytes) {
    Path written = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (FileChannel channel =
          FileChannel.open(
              written,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
      move(written, file);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to write " + file + ", but " + e.getMessage(), e);
    }
  }

  /** Renames within one file system and makes the new name last. */
  public static void move(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      force(to.toAbsolutePath().resolveSibling(""));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Expected to rename " + from + " to " + to + ", but " + e.getMessage(), e);
    }
  }

  /** Makes what a file or folder holds by now last. */
  public static void force(Path path) {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to save " + path + ", but " + e.getMessage(), e);
    }
  }

  /** The file's bytes; empty where there is no such file. */
  public static Optional<byte[]> read(Path file) {
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read " + file + ", but " + e.getMessage(), e);
    }
  }

  /** Removes a file or a folder with all that is in it; links are removed, never followed. */
  public static void delete(Path path) {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> inside = Files.walk(path)) {
      for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to remove " + path + ", but " + e.getMessage(), e);
    }
  }
}
