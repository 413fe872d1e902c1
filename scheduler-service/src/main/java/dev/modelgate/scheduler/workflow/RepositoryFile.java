package dev.modelgate.scheduler.workflow;

/** What stands at a path in the commit. */
public sealed interface RepositoryFile {

  /** A file. */
  record Found(byte[] content) implements RepositoryFile {}

  /** Nothing. */
  record Missing() implements RepositoryFile {}

  /**
   * Something that is no file, or one that was not read because it is too large.
   *
   * @param what it is, such as "a symbolic link" or "a file of 3145728 bytes"
   */
  record Unusable(String what) implements RepositoryFile {}
}
