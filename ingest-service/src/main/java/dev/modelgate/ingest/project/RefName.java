package dev.modelgate.ingest.project;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The rules that git sets for the full name of a ref (git-check-ref-format). What breaks them
 * cannot come from a repository.
 */
public final class RefName {

  private static final int MOST_BYTES = 4_000;
  private static final String FORBIDDEN = " ~^:?*[\\\u007F";

  private RefName() {}

  /** What is wrong with a name, to follow "but"; empty where git allows it. */
  public static Optional<String> problemOf(String name) {
    if (name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      return Optional.of("it is longer than 4,000 bytes");
    }
    if (name.chars().anyMatch(c -> c < ' ' || FORBIDDEN.indexOf(c) >= 0)) {
      return Optional.of("it has a character that git does not allow in a ref");
    }
    if (!name.startsWith("refs/") || name.indexOf('/', "refs/".length()) < 0) {
      return Optional.of("it does not begin with refs/heads/, refs/tags/ or the like");
    }
    if (name.contains("..") || name.contains("@{") || name.endsWith(".")) {
      return Optional.of("git does not allow '..', '@{' or a last '.' in a ref");
    }
    for (String part : name.split("/", -1)) {
      if (part.isEmpty() || part.startsWith(".") || part.endsWith(".lock")) {
        return Optional.of("git does not allow a part that is empty, hidden or ends in .lock");
      }
    }
    return Optional.empty();
  }
}
