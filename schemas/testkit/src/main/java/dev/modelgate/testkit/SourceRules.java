package dev.modelgate.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The rules of the house that only the sources show. */
final class SourceRules {

  private static final int MOST_LINES = 400;

  private SourceRules() {}

  /** Fails with every file that is too long and every package that does not say what it is for. */
  static void check(Path sources) {
    List<String> breaches = new ArrayList<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
        int lines = Files.readAllLines(file).size();
        if (lines > MOST_LINES) {
          breaches.add(file + " has " + lines + " lines, more than " + MOST_LINES);
        }
        if (!Files.exists(file.resolveSibling("package-info.java"))) {
          breaches.add(file.getParent() + " has no package-info.java");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!breaches.isEmpty()) {
      throw new AssertionError(String.join("\n", breaches.stream().distinct().toList()));
    }
  }
}
