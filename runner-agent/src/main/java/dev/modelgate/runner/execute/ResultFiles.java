package dev.modelgate.runner.execute;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Opens files that a job wrote: regular ones, in its checkout, of a bounded size. Each folder on
 * the way is opened from the one before, so no link leads out, not even one that is put there
 * meanwhile.
 */
public final class ResultFiles {

  /** Longest file that is read, in bytes. */
  public static final int LONGEST = 8 * 1024 * 1024;

  /** Each folder on the way is open at the same time. */
  private static final int DEEPEST = 100;

  /** What came of opening a file. */
  public sealed interface Result {

    /**
     * The file's bytes, whole; nobody else has them.
     *
     * @param modifiedAt when the file was last written to, as it says
     */
    record Content(ByteBuffer bytes, Instant modifiedAt) implements Result {

      /** Those very bytes. */
      public byte[] toArray() {
        return bytes.remaining() == bytes.array().length
            ? bytes.array()
            : Arrays.copyOf(bytes.array(), bytes.remaining());
      }
    }

    /** Why it was not read, in a sentence. */
    record Unreadable(String problem) implements Result {}
  }

  private ResultFiles() {}

  /** Reads a file of a folder that the job had. */
  public static Result read(JobPath folder, String file) {
    return read(folder.root(), String.join("/", folder.resolve(file).inside()));
  }

  /**
   * Reads a file.
   *
   * @param file relative to the checkout, with slashes; nothing in it may be empty, . or ..
   */
  public static Result read(Path checkout, String file) {
    List<String> steps = List.of(file.split("/", -1));
    if (steps.stream().anyMatch(step -> step.isEmpty() || step.equals(".") || step.equals(".."))
        || file.indexOf('\0') >= 0) {
      return unreadable(file, "its name leads out of the checkout");
    }
    if (steps.size() > DEEPEST) {
      return unreadable(file, "it lies more than " + DEEPEST + " folders deep");
    }
    try (DirectoryStream<Path> root = Files.newDirectoryStream(checkout)) {
      if (!(root instanceof SecureDirectoryStream<Path> folder)) {
        return unreadable(file, "this computer cannot open files safely");
      }
      return read(folder, steps, file);
    } catch (IOException | RuntimeException e) {
      return unreadable(file, "the checkout cannot be opened");
    }
  }

  private static Result read(SecureDirectoryStream<Path> folder, List<String> steps, String file) {
    Path step = Path.of(steps.getFirst());
    try {
      BasicFileAttributes attributes =
          folder
              .getFileAttributeView(step, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
              .readAttributes();
      if (attributes.isSymbolicLink()) {
        return unreadable(file, "there is a link on the way");
      }
      // Opening a pipe, as a folder or as a file, would wait for somebody to write to it.
      if (steps.size() > 1 && !attributes.isDirectory()) {
        return unreadable(file, "there is something else than a folder on the way");
      }
      if (steps.size() > 1) {
        try (SecureDirectoryStream<Path> next =
            folder.newDirectoryStream(step, LinkOption.NOFOLLOW_LINKS)) {
          return read(next, steps.subList(1, steps.size()), file);
        }
      }
      if (!attributes.isRegularFile()) {
        return unreadable(file, "it is no file");
      }
      return content(folder, step, file, attributes.lastModifiedTime().toInstant());
    } catch (NoSuchFileException e) {
      return unreadable(file, "the job has not written it");
    } catch (IOException e) {
      return unreadable(file, "it cannot be opened");
    }
  }

  private static Result content(
      SecureDirectoryStream<Path> folder, Path name, String file, Instant modifiedAt)
      throws IOException {
    try (SeekableByteChannel channel =
        folder.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      if (channel.size() > LONGEST) {
        return unreadable(file, "it is larger than " + LONGEST / (1024 * 1024) + " MiB");
      }
      // The size may lie: whoever wrote it may still be at it.
      ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
      int count = 0;
      while (bytes.hasRemaining() && count >= 0) {
        count = channel.read(bytes);
      }
      return new Result.Content(bytes.flip(), modifiedAt);
    }
  }

  private static Result unreadable(String file, String why) {
    String name = file.length() > 200 ? file.substring(0, 200) + "…" : file;
    return new Result.Unreadable("Expected a file " + name + " with the metric, but " + why);
  }
}
