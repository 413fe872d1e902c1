package dev.modelgate.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A folder that holds the files of one commit after another, with jobs writing into it in between.
 *
 * <p>The index is made anew each time and lies where no job reaches it, so git knows nothing about
 * any file and has to hash each: size, times and flags that a job could have set count for nothing.
 * Hashing 20,000 files takes half a second; only those that differ are written.
 */
final class WorkTree {

  private static final String SUBMODULE = "160000 ";

  private final Git git;
  private final Path folder;
  private final Path index;

  /**
   * @param git in the mirror
   * @param index a file of our own, out of the reach of jobs
   */
  WorkTree(Git git, Path folder, Path index) {
    this.git = git.over(folder, index);
    this.folder = folder;
    this.index = index;
  }

  /** Makes the folder exactly this commit; a second try starts from an empty folder. */
  void become(Sha commit) {
    prepareFolder();
    if (!replace(commit)) {
      git.other(
          folder,
          "find",
          ".",
          "-mindepth",
          "1",
          "-maxdepth",
          "1",
          "-exec",
          "rm",
          "-rf",
          "--",
          "{}",
          "+");
      if (!replace(commit)) {
        throw new GitException(
            GitException.Kind.CORRUPT,
            "Expected "
                + folder
                + " to become commit "
                + commit
                + ", but its files differ from it");
      }
    }
  }

  private boolean replace(Sha commit) {
    readIntoIndex(commit);
    removeWhatGitOverlooks();
    boolean clean = git.attempt(List.of("clean", "-ffdxq"), new byte[0]).exit() == 0;
    // Hashes all files, because the index is new; what differs stays marked and is written next.
    git.attempt(List.of("update-index", "-q", "--really-refresh"), new byte[0]);
    git.text("checkout-index", "--all", "--force", "--quiet");
    // Hashes what was just written: what the disk gave back is what the commit says, or it is told.
    return git.attempt(List.of("update-index", "--really-refresh"), new byte[0]).exit() == 0
        && clean;
  }

  private void readIntoIndex(Sha commit) {
    try {
      Files.deleteIfExists(index);
      Files.deleteIfExists(Path.of(index + ".lock"));
    } catch (IOException e) {
      throw GitException.onDisk("Expected to remove " + index, e);
    }
    StringBuilder files = new StringBuilder();
    for (String entry :
        git.text("ls-tree", "-r", "-z", "--full-tree", commit.hex()).split("\0", -1)) {
      if (!entry.isEmpty() && !entry.startsWith(SUBMODULE)) {
        files.append(entry).append('\0');
      }
    }
    git.text(
        List.of("update-index", "-z", "--index-info"),
        files.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * Git never looks at a name {@code .git}, at pipes, sockets and devices, nor at how many names a
   * file has; a file with a second name elsewhere would change behind our back.
   */
  private void removeWhatGitOverlooks() {
    mustSucceed(
        git.other(
            folder, "find", ".", "-type", "d", "!", "-perm", "-700", "-exec", "chmod", "755", "{}",
            ";"));
    mustSucceed(
        git.other(
            folder,
            "find",
            ".",
            "-mindepth",
            "1",
            "(",
            "-name",
            ".git",
            "-o",
            "-type",
            "f",
            "(",
            "-links",
            "+1",
            "-o",
            "-perm",
            "/7000",
            ")",
            "-o",
            "!",
            "-type",
            "f",
            "!",
            "-type",
            "d",
            "!",
            "-type",
            "l",
            ")",
            "-prune",
            "-exec",
            "rm",
            "-rf",
            "--",
            "{}",
            "+"));
  }

  private void prepareFolder() {
    try {
      if (Files.isSymbolicLink(folder)
          || (Files.exists(folder) && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))) {
        throw new GitException(
            GitException.Kind.FAILED,
            "Expected " + folder + " to be a folder, but it is not: remove it");
      }
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw GitException.onDisk("Expected to use " + folder, e);
    }
  }

  private void mustSucceed(Call.Ended<String> ended) {
    if (ended.exit() != 0) {
      throw new GitException(
          GitException.Kind.FAILED,
          "Expected to clean " + folder + ", but: " + Quoted.inOneLine(ended.errors().strip()));
    }
  }
}
