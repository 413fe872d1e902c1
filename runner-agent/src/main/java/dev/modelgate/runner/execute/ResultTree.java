package dev.modelgate.runner.execute;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The files below a folder that a job wrote to. Each folder on the way is opened from the one
 * before and links are left alone, so nothing outside is ever seen, whatever the job put there or
 * puts there meanwhile.
 */
public final class ResultTree {

  private static final int DEEPEST = 30;
  private static final int MOST_ENTRIES = 200_000;

  /**
   * A regular file.
   *
   * @param path from the folder, with slashes
   */
  public record Found(String path, long bytes, Instant modifiedAt) {

    /** Path of the folder that it is in; empty for the top. */
    public String folder() {
      return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
  }

  /**
   * What was found.
   *
   * @param files in the order of their paths, folder by folder
   * @param isWhole whether that is all: no folder was too deep, and there were not too many files
   */
  public record Listing(List<Found> files, boolean isWhole) {

    public Listing {
      files = List.copyOf(files);
    }
  }

  private final Predicate<String> names;
  private final int mostFiles;
  private final List<Found> found = new ArrayList<>();
  private int entries;
  private boolean whole = true;

  private ResultTree(Predicate<String> names, int mostFiles) {
    this.names = names;
    this.mostFiles = mostFiles;
  }

  /**
   * Lists the regular files whose name fits; none where there is no such folder.
   *
   * @param mostFiles how many are listed
   */
  public static Listing list(JobPath folder, Predicate<String> names, int mostFiles) {
    ResultTree tree = new ResultTree(names, mostFiles);
    try (SecureDirectoryStream<Path> top = open(folder)) {
      tree.walk(top, "", 0);
    } catch (IOException e) {
      // No such folder, or one that the job took away: there are no files in it.
    }
    tree.found.sort(Comparator.comparing(Found::folder).thenComparing(Found::path));
    return new Listing(tree.found, tree.whole);
  }

  /**
   * Opens a regular file.
   *
   * @param path as it was listed
   */
  public static SeekableByteChannel open(JobPath folder, String path) throws IOException {
    JobPath file = folder;
    for (String step : path.split("/")) {
      file = file.resolve(step);
    }
    Path name = Path.of(file.inside().getLast());
    JobPath its = new JobPath(file.root(), file.inside().subList(0, file.inside().size() - 1));
    try (SecureDirectoryStream<Path> parent = open(its)) {
      // Opening a pipe would wait for somebody to write to it.
      if (!attributes(parent, name).isRegularFile()) {
        throw new IOException("Expected " + path + " to be a file, but it is none");
      }
      return parent.newByteChannel(
          name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }
  }

  private void walk(SecureDirectoryStream<Path> folder, String prefix, int depth)
      throws IOException {
    for (Path entry : folder) {
      if (++entries > MOST_ENTRIES) {
        whole = false;
        return;
      }
      Path name = entry.getFileName();
      try {
        BasicFileAttributes attributes = attributes(folder, name);
        if (attributes.isDirectory()) {
          descend(folder, name, prefix, depth);
        } else if (attributes.isRegularFile() && names.test(name.toString())) {
          add(prefix + name, attributes);
        }
      } catch (IOException e) {
        // Gone between being listed and being looked at.
        whole = false;
      }
    }
  }

  private void descend(SecureDirectoryStream<Path> folder, Path name, String prefix, int depth)
      throws IOException {
    if (depth == DEEPEST) {
      whole = false;
      return;
    }
    try (SecureDirectoryStream<Path> next =
        folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
      walk(next, prefix + name + "/", depth + 1);
    }
  }

  private void add(String path, BasicFileAttributes attributes) {
    if (found.size() < mostFiles) {
      found.add(new Found(path, attributes.size(), attributes.lastModifiedTime().toInstant()));
    } else {
      whole = false;
    }
  }

  private static SecureDirectoryStream<Path> open(JobPath folder) throws IOException {
    SecureDirectoryStream<Path> stream = secure(Files.newDirectoryStream(folder.root()));
    for (String step : folder.inside()) {
      try (SecureDirectoryStream<Path> above = stream) {
        Path name = Path.of(step);
        if (!attributes(above, name).isDirectory()) {
          throw new NotDirectoryException(step);
        }
        stream = above.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
      }
    }
    return stream;
  }

  private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream)
      throws IOException {
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return secure;
    }
    stream.close();
    throw new IOException("Expected to open folders safely, but this computer cannot");
  }

  private static BasicFileAttributes attributes(SecureDirectoryStream<Path> folder, Path name)
      throws IOException {
    return folder
        .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .readAttributes();
  }
}
