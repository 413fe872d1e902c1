package dev.modelgate.scheduler.workflow;

import dev.modelgate.scheduler.yaml.Shown;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Says whether a path names a file inside the repository. */
public final class RepositoryPath {

  private static final int MAX_LENGTH = 500;

  private RepositoryPath() {}

  /** What is wrong with it as a file of the repository; empty where nothing is. */
  public static Optional<String> wrong(String file) {
    String found = ", but found " + Shown.quoted(file) + ".";
    if (file.startsWith("/") || file.startsWith("~") || file.indexOf('\\') >= 0) {
      return Optional.of(
          "Expected a file relative to the work tree, with / between folders" + found);
    }
    if (file.length() > MAX_LENGTH) {
      return Optional.of("Expected a path of at most " + MAX_LENGTH + " characters" + found);
    }
    boolean control = file.codePoints().anyMatch(Character::isISOControl);
    if (file.isBlank() || file.endsWith("/") || control) {
      return Optional.of("Expected the name of a file" + found);
    }
    for (String part : Arrays.asList(file.split("/", -1))) {
      if (part.equals("..")) {
        return Optional.of("Expected a file inside the work tree" + found);
      }
      if (part.isEmpty() || part.equals(".")) {
        return Optional.of("Expected a file without \".\" or nothing between its slashes" + found);
      }
      if (part.toLowerCase(Locale.ROOT).equals(".git")) {
        return Optional.of("Expected a file outside of .git" + found);
      }
    }
    return Optional.empty();
  }
}
