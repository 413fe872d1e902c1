package dev.modelgate.git;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bare repository of a mirror on disk: made, cleaned after a crash, built anew when damaged.
 *
 * <p>A new one is filled beside the old one and takes its place when it is whole, so an unreachable
 * remote never costs us what we had.
 */
final class Repository {

  private static final int MOST_PACKS = 20;

  /**
   * Stronger than every {@code .gitattributes}: bytes are bytes. Without it, a file that a job
   * changed in its line ends or encoding only would count as unchanged.
   */
  private static final String NO_CONVERSION =
      "* -text -ident -filter !eol !crlf !working-tree-encoding\n";

  private final Path folder;
  private final Path gitDir;
  private final Path fresh;
  private final Path old;
  private final Path suspect;
  private final Remote remote;

  Repository(Path folder, Remote remote) {
    this.folder = folder;
    this.gitDir = folder.resolve("git");
    this.fresh = folder.resolve("git.new");
    this.old = folder.resolve("git.old");
    this.suspect = folder.resolve("suspect");
    this.remote = remote;
  }

  boolean exists() {
    return Files.isDirectory(gitDir);
  }

  Git git(Deadline deadline) {
    return Git.in(gitDir, folder, deadline);
  }

  /** Remembers, also beyond a crash, that something in it was not what it should be. */
  void suspect() {
    try {
      Files.createDirectories(folder);
      Files.writeString(suspect, "");
    } catch (IOException e) {
      throw GitException.onDisk("Expected to write " + suspect, e);
    }
  }

  boolean isSuspect() {
    return Files.exists(suspect);
  }

  /** Makes it fit for writing; true where that already fetched all branches and tags. */
  boolean prepare(Turn turn, Deadline deadline) {
    try {
      if (turn.isAfterCrash()) {
        cleanAfterCrash(turn, deadline);
      }
      if (exists() && !isSuspect()) {
        return false;
      }
      build(turn, deadline);
      return true;
    } catch (IOException e) {
      throw GitException.onDisk("Expected to prepare " + folder, e);
    }
  }

  private void build(Turn turn, Deadline deadline) throws IOException {
    remove(fresh);
    remove(old);
    boolean sha256 = remote.isSha256(Git.outside(folder, deadline).during(turn));
    Git.outside(folder, deadline)
        .during(turn)
        .text(
            "init",
            "--quiet",
            "--bare",
            "--template=",
            "--initial-branch=none",
            "--object-format=" + (sha256 ? "sha256" : "sha1"),
            fresh.toString());
    Files.createDirectories(fresh.resolve("info"));
    Files.writeString(fresh.resolve("info/attributes"), NO_CONVERSION);
    remote.fetchAll(Git.in(fresh, folder, deadline).during(turn));
    if (exists()) {
      Files.move(gitDir, old, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(fresh, gitDir, StandardCopyOption.ATOMIC_MOVE);
    Files.deleteIfExists(suspect);
    remove(old);
  }

  /** Nobody writes here now, so every lock and every half of a file is a leftover. */
  private void cleanAfterCrash(Turn turn, Deadline deadline) throws IOException {
    if (!exists()) {
      return;
    }
    Files.walkFileTree(
        gitDir,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String name = file.getFileName().toString();
            if (name.endsWith(".lock") || name.startsWith("tmp_")) {
              Files.delete(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    if (!isWhole(turn, deadline)) {
      suspect();
    }
  }

  /** What takes too long to look through counts as whole: reading compares every object anyway. */
  private boolean isWhole(Turn turn, Deadline deadline) {
    try {
      return git(deadline.afterPart(4))
              .during(turn)
              .attempt(
                  List.of("fsck", "--connectivity-only", "--no-dangling", "--no-progress"),
                  new byte[0])
              .exit()
          == 0;
    } catch (GitException e) {
      return true;
    }
  }

  /**
   * Every fetch leaves a pack; too many make all reading slow. Nothing is thrown away, and large
   * packs stay as they are, so this stays cheap.
   */
  void tidy(Turn turn, Deadline deadline) {
    if (packs() > MOST_PACKS) {
      git(deadline).during(turn).text("repack", "--geometric=2", "-d", "-q");
    }
  }

  private int packs() {
    String[] packs =
        gitDir.resolve("objects/pack").toFile().list((_, name) -> name.endsWith(".pack"));
    return packs == null ? 0 : packs.length;
  }

  private static void remove(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
