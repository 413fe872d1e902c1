package dev.modelgate.runner.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/** Gives folders to the users that jobs run as. */
public final class Ownership {

  private static final Duration REMOVAL = Duration.ofMinutes(10);

  /** The operating system takes no longer path (PATH_MAX). */
  private static final int LONGEST_PATH = 4095;

  private Ownership() {}

  /**
   * Makes a folder and all in it belong to an account. To be called only while no process of any
   * job can reach the folder.
   */
  public static void give(Path folder, JobAccount account) {
    switch (account) {
      case JobAccount.SameUser() -> {}
      case JobAccount.SlotUser(int uid) -> {
        try {
          Files.walkFileTree(folder, new Giving(uid));
        } catch (IOException e) {
          throw new UncheckedIOException(
              "Expected to give " + folder + " to user " + uid + ", but " + e.getMessage(), e);
        }
      }
    }
  }

  /** Makes a folder, where it is missing, with exactly these permissions. */
  public static Path folder(Path folder, String permissions) {
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to make " + folder + ", but " + e.getMessage(), e);
    }
  }

  /**
   * Removes a folder that jobs could write to, however deep it is and whatever it forbids; links
   * are removed, not followed.
   */
  public static void remove(Path folder) {
    List<String> remove = List.of("rm", "-rf", "--", folder.toString());
    if (!Programs.call(remove, REMOVAL).isYes()) {
      Programs.call(List.of("chmod", "-R", "u+rwX", "--", folder.toString()), REMOVAL);
      Programs.Answer answer = Programs.call(remove, REMOVAL);
      if (!answer.isYes()) {
        throw new IllegalStateException(
            "Expected to remove " + folder + ", but " + answer.output());
      }
    }
  }

  /** Links are given, not followed. */
  private static final class Giving extends SimpleFileVisitor<Path> {

    private final int uid;

    Giving(int uid) {
      this.uid = uid;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      return give(folder);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      // A file with a second name may be one that a job linked here from elsewhere.
      boolean linkedElsewhere =
          attributes.isRegularFile()
              && (int) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) > 1;
      return linkedElsewhere ? FileVisitResult.CONTINUE : give(file);
    }

    /** What lies deeper than a path can say was made there step by step, by the user itself. */
    @Override
    public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
      if (path.toString().getBytes(StandardCharsets.UTF_8).length < LONGEST_PATH) {
        throw failure;
      }
      return FileVisitResult.CONTINUE;
    }

    private FileVisitResult give(Path path) throws IOException {
      if ((int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS) != uid) {
        Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", uid, LinkOption.NOFOLLOW_LINKS);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
