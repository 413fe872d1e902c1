package dev.modelgate.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A bare repository of a test and a clone of it, driven by the machine's own {@code git}.
 *
 * @param bare the bare repository
 * @param work somebody's clone
 */
record Repository(Path bare, Path work) {

  static Repository create(Path folder, String name) throws Exception {
    Repository made = new Repository(folder.resolve(name + ".git"), folder.resolve(name));
    Files.createDirectories(folder);
    git(folder, "init", "-q", "--bare", "--initial-branch=main", made.bare.toString());
    git(folder, "init", "-q", "--initial-branch=main", made.work.toString());
    return made;
  }

  /** Writes a file of the clone. */
  Repository write(String file, String content) throws IOException {
    Path path = work.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
    return this;
  }

  /** Commits everything and pushes the branch; answers the commit. */
  String push(String branch, String message) throws Exception {
    return pushTo(bare, branch, message);
  }

  /** Commits everything and pushes the branch to a repository that was moved. */
  String pushTo(Path moved, String branch, String message) throws Exception {
    git(work, "add", "--all");
    git(work, "commit", "-q", "--allow-empty", "-m", message);
    git(work, "push", "-q", moved.toString(), "HEAD:refs/heads/" + branch);
    return git(work, "rev-parse", "HEAD").strip();
  }

  /** Modelgate's note on a commit; empty where there is none. */
  String note(String sha) throws Exception {
    try {
      return git(bare, "notes", "--ref=modelgate", "show", sha);
    } catch (IllegalStateException e) {
      return "";
    }
  }

  /** How often notes were written. */
  int notesWritten() throws Exception {
    return git(bare, "log", "--format=%H", "refs/notes/modelgate").strip().split("\n").length;
  }

  /** How often a commit's note was written; that Git moves it as notes get many does not count. */
  int notesWritten(String sha) throws Exception {
    String changed =
        git(
            bare,
            "log",
            "--format=",
            "--name-only",
            "--find-renames=100%",
            "--diff-filter=AM",
            "refs/notes/modelgate");
    return (int) changed.lines().map(path -> path.replace("/", "")).filter(sha::equals).count();
  }

  /** How a commit's note came to be what it is. */
  String storyOfNote(String sha) throws Exception {
    String deeper = sha.substring(0, 2) + "/" + sha.substring(2);
    return git(bare, "log", "-p", "--format=%cI", "refs/notes/modelgate", "--", sha, deeper);
  }

  private static String git(Path folder, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
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
      throw new IllegalStateException("git " + String.join(" ", arguments) + ": " + output);
    }
    return output;
  }
}
