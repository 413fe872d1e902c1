package dev.modelgate.scheduler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real bare repository and a clone that pushes to it. */
final class TestRepository {

  static final String WORKFLOW =
      """
      version: 3
      workflows:
        train:
          run: python train.py
          env: {LEARNING_RATE: 1.0}
          machine: cpu
          checks:
            json:metrics.json:/accuracy:
              at-least: 0.90
              compare: {to: baseline, better: higher, tolerance: 1%}
      """;

  private final Path bare;
  private final Path clone;

  private TestRepository(Path bare, Path clone) {
    this.bare = bare;
    this.clone = clone;
  }

  static TestRepository create(Path folder) {
    TestRepository made = new TestRepository(folder.resolve("model.git"), folder.resolve("clone"));
    git(folder, "init", "-q", "--bare", "-b", "main", made.bare.toString());
    git(folder, "clone", "-q", made.bare.toString(), made.clone.toString());
    git(made.clone, "checkout", "-q", "-B", "main");
    return made;
  }

  String address() {
    return bare.toString();
  }

  Path folder() {
    return bare;
  }

  void checkout(String branch) {
    git(clone, "checkout", "-q", "-B", branch);
  }

  /** Has a branch point to another commit, and pushes it. */
  void move(String branch, String sha) {
    git(clone, "checkout", "-q", "-B", branch, sha);
    git(clone, "push", "-q", "-f", "origin", "HEAD");
  }

  void nameDefault(String branch) {
    git(bare, "symbolic-ref", "HEAD", "refs/heads/" + branch);
  }

  /** Commits one file and pushes the branch; the answer is the commit. */
  String push(String path, String content) {
    return push("change " + path, path, content);
  }

  String push(String message, String path, String content) {
    try {
      Files.createDirectories(clone.resolve(path).getParent());
      Files.writeString(clone.resolve(path), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    git(clone, "add", "-A");
    git(clone, "commit", "-q", "--allow-empty", "-m", message);
    git(clone, "push", "-q", "-f", "origin", "HEAD");
    return head();
  }

  /** Commits and pushes a symbolic link. */
  void link(String path, String target) {
    try {
      Files.createDirectories(clone.resolve(path).getParent());
      Files.createSymbolicLink(clone.resolve(path), Path.of(target));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    git(clone, "add", "-A");
    git(clone, "commit", "-q", "-m", "link " + path);
    git(clone, "push", "-q", "-f", "origin", "HEAD");
  }

  /**
   * Tags something, with a tag object where annotated, and pushes it; the answer is what it names.
   */
  String tag(String name, String what, boolean annotated) {
    if (annotated) {
      git(clone, "tag", "-a", "-m", "a tag", name, what);
    } else {
      git(clone, "tag", name, what);
    }
    git(clone, "push", "-q", "origin", "refs/tags/" + name);
    return git(clone, "rev-parse", "refs/tags/" + name).strip();
  }

  String head() {
    return git(clone, "rev-parse", "HEAD").strip();
  }

  private static String git(Path in, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org"));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(command + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
