package dev.modelgate.git;

/** What a path names in a commit's tree. Links are never followed. */
public sealed interface TreeFile {

  /** A regular file, whole. */
  final class Content implements TreeFile {

    private final byte[] bytes;

    Content(byte[] bytes) {
      this.bytes = bytes;
    }

    /** A copy of the file's bytes. */
    public byte[] bytes() {
      return bytes.clone();
    }
  }

  /** The commit has nothing at that path. */
  record Missing() implements TreeFile {}

  /**
   * Something else than a regular file stands there.
   *
   * @param kind what it is
   */
  record NotAFile(Kind kind) implements TreeFile {}

  /**
   * A regular file, larger than the caller wanted.
   *
   * @param size its size in bytes
   */
  record TooLarge(long size) implements TreeFile {}

  /** What a tree holds besides regular files. */
  enum Kind {
    SYMLINK,
    FOLDER,
    SUBMODULE
  }
}
