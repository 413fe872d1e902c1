package dev.modelgate.scheduler.yaml;

import org.jspecify.annotations.Nullable;

/** What the bytes of a YAML file turned out to be. */
public sealed interface YamlFile {

  /** Larger files are not read. */
  int MAX_BYTES = 1 << 20;

  /** A file has no more keys and values. */
  int MAX_NODES = 5_000;

  /** A document; null where the file holds none. */
  record Tree(@Nullable YamlNode root) implements YamlFile {}

  /**
   * No document.
   *
   * @param text the file's text; empty where it is none
   */
  record Broken(Problem problem, String text) implements YamlFile {}

  /**
   * Never throws, whatever the content is.
   *
   * @param path where the file stands in the repository, for the problem
   */
  static YamlFile read(String path, byte[] content) {
    if (content.length > MAX_BYTES) {
      String message = "Expected at most %d bytes, but the file has %d.";
      return new Broken(Problem.ofFile(path, message.formatted(MAX_BYTES, content.length)), "");
    }
    String text = "";
    try {
      text = SourceText.decode(content);
      return new Tree(YamlTree.parse(text));
    } catch (YamlProblem e) {
      return new Broken(Problem.error(path, e.place(), e.explanation()), text);
    }
  }
}
