package dev.modelgate.reporter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A bare repository of a test, and git as somebody else would use it there. */
final class BareRepository {

  final Path folder;

  BareRepository(Path folder) {
    this.folder = folder;
    run(Path.of("."), "", "git", "init", "-q", "--bare", folder.toString());
  }

  /** Makes a commit with an empty tree. */
  String commit(String subject) {
    String tree = git("", "mktree");
    String sha = git("", "commit-tree", "-m", subject, tree);
    git("", "update-ref", "refs/heads/" + subject, sha);
    return sha;
  }

  Optional<String> note(String sha) {
    try {
      return Optional.of(git("", "notes", "--ref=refs/notes/modelgate", "show", sha) + "\n");
    } catch (AssertionError e) {
      return Optional.empty();
    }
  }

  /** Writes a note of another writer's own, which may lose the race and tries until it wins. */
  void foreignNote(String sha, String text) {
    for (int attempt = 0; attempt < 50; attempt++) {
      try {
        git("", "notes", "--ref=refs/notes/modelgate", "add", "-f", "-m", text, sha);
        return;
      } catch (AssertionError e) {
        if (attempt == 49) {
          throw e;
        }
      }
    }
  }

  /** How often the notes were changed. */
  int noteCommits() {
    return Integer.parseInt(git("", "rev-list", "--count", "refs/notes/modelgate"));
  }

  String git(String input, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(arguments));
    return run(folder, input, command.toArray(String[]::new));
  }

  private static String run(Path folder, String input, String... command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder
          .environment()
          .putAll(
              Map.of(
                  "GIT_AUTHOR_NAME", "Ada",
                  "GIT_AUTHOR_EMAIL", "ada@example.org",
                  "GIT_COMMITTER_NAME", "Ada",
                  "GIT_COMMITTER_EMAIL", "ada@example.org"));
      Process process = builder.redirectErrorStream(true).start();
      process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + ": " + out);
      }
      return out.strip();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
