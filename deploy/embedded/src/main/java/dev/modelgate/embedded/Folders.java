package dev.modelgate.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Folders for their owner, and renames that are on disk when they return. */
final class Folders {
  private Folders() {}

  /** Makes the folder, where it is missing, for its owner only; gives its path without links. */
  static Path make(Path folder) throws IOException {
    return make(folder, "rwx------");
  }

  /** The same, but others may pass through to what they may read further down. */
  static Path makePassable(Path folder) throws IOException {
    return make(folder, "rwx--x--x");
  }

  private static Path make(Path folder, String permissions) throws IOException {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
    } catch (FileAlreadyExistsException taken) {
      throw new NotDirectoryException("Expected a folder at " + folder + ", but there is a file");
    }
    return folder.toRealPath();
  }

  /**
   * Moves within one file system; after a crash the target is either the whole of the source or
   * absent.
   */
  static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    Path parent = to.toAbsolutePath().getParent();
    if (parent != null) {
      try (FileChannel folder = FileChannel.open(parent, StandardOpenOption.READ)) {
        folder.force(true);
      }
    }
  }

  /**
   * Deletes what a killed predecessor left half made; what its own orphans still write to stays for
   * the next time.
   */
  static void deleteLeftovers(Path folder, String prefix) throws IOException {
    try (var entries = Files.newDirectoryStream(folder, prefix + "*")) {
      for (Path entry : entries) {
        try {
          delete(entry);
        } catch (DirectoryNotEmptyException | NoSuchFileException stillWritten) {
          continue;
        }
      }
    }
  }

  static void delete(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem)
              throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
