package dev.modelgate.standalone.demo;

import dev.modelgate.standalone.CannotException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The demo's bare repository and somebody's clone of it, driven by the machine's own {@code git} as
 * its owner would drive it.
 */
final class SampleRepository {

  private static final List<String> FILES =
      List.of("train.py", "events.py", "penguins.csv", "README.md", ".modelgate/config.yaml");

  private final Path bare;
  private final Path clone;

  private SampleRepository(Path bare, Path clone) {
    this.bare = bare;
    this.clone = clone;
  }

  /** Makes the bare repository and a clone that holds the sample project, nothing committed yet. */
  static SampleRepository create(Path folder) {
    SampleRepository made =
        new SampleRepository(folder.resolve("penguins.git"), folder.resolve("penguins"));
    try {
      Files.createDirectories(folder);
      made.git(folder, "init", "--quiet", "--bare", "--initial-branch=main", made.bare.toString());
      made.git(folder, "init", "--quiet", "--initial-branch=main", made.clone.toString());
      made.git(made.clone, "remote", "add", "origin", made.bare.toString());
      for (String file : FILES) {
        Path to = made.clone.resolve(file);
        Files.createDirectories(to.getParent());
        try (InputStream content =
            SampleRepository.class.getResourceAsStream("/demo/penguins/" + file)) {
          if (content == null) {
            throw new IllegalStateException(
                "Expected the sample's " + file + ", but it is missing");
          }
          Files.copy(content, to);
        }
      }
      return made;
    } catch (IOException e) {
      throw new CannotException(
          "Expected to write the sample repository to " + folder + ", but " + e, e);
    }
  }

  Path bare() {
    return bare;
  }

  /** Starts a branch where the clone stands. */
  void branch(String name) {
    git(clone, "checkout", "--quiet", "-b", name);
  }

  /** Sets one variable of the workflow's environment, as an editor would. */
  void setVariable(String name, String value) {
    Path file = clone.resolve(".modelgate/config.yaml");
    try {
      String before = Files.readString(file);
      String after =
          before.replaceFirst("(?m)(\\b" + name + ":\\s*)\"?[^\",}\\s]+\"?", "$1\"" + value + "\"");
      if (after.equals(before)) {
        throw new IllegalStateException(
            "Expected " + name + " in " + file + ", but it is not there");
      }
      Files.writeString(file, after);
    } catch (IOException e) {
      throw new CannotException("Expected to edit " + file + ", but " + e, e);
    }
  }

  /** The value of a variable of the workflow's environment. */
  double variable(String name) {
    try {
      String text = Files.readString(clone.resolve(".modelgate/config.yaml"));
      String value = text.replaceAll("(?s).*\\b" + name + ":\\s*\"?([^\",}\\s]+).*", "$1");
      return Double.parseDouble(value);
    } catch (IOException e) {
      throw new CannotException("Expected to read the sample's workflow file, but " + e, e);
    }
  }

  /** Commits everything and pushes the branch; answers the commit. */
  String commitAndPush(String branch, String message) {
    git(clone, "add", "--all");
    git(clone, "commit", "--quiet", "--message", message);
    git(clone, "push", "--quiet", "origin", branch);
    return git(clone, "rev-parse", "HEAD").strip();
  }

  /** Modelgate's note on a commit, as anyone with the repository reads it. */
  String note(String sha) {
    return git(bare, "notes", "--ref=modelgate", "show", sha);
  }

  private String git(Path folder, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.redirectErrorStream(true);
      builder
          .environment()
          .putAll(
              Map.of(
                  "GIT_CONFIG_GLOBAL", "/dev/null",
                  "GIT_CONFIG_NOSYSTEM", "1",
                  "GIT_AUTHOR_NAME", "Ada",
                  "GIT_AUTHOR_EMAIL", "ada@penguins.example",
                  "GIT_COMMITTER_NAME", "Ada",
                  "GIT_COMMITTER_EMAIL", "ada@penguins.example"));
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new CannotException(
            "Expected git "
                + arguments[0]
                + " to work in "
                + folder
                + ", but it says: "
                + output.strip());
      }
      return output;
    } catch (IOException e) {
      throw new CannotException("Expected to run git, but " + e.getMessage() + "; install git", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotException("Interrupted while git " + arguments[0] + " ran", e);
    }
  }
}
