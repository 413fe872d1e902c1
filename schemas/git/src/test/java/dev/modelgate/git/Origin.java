package dev.modelgate.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A team's bare repository and one member's clone of it, used with plain git as people use it. */
final class Origin {

  private final Path bare;
  private final Path work;

  private Origin(Path bare, Path work) {
    this.bare = bare;
    this.work = work;
  }

  static Origin in(Path folder) {
    Origin origin = new Origin(folder.resolve("origin.git"), folder.resolve("clone"));
    origin.run(folder, "git", "init", "-q", "--bare", "-b", "main", origin.bare.toString());
    origin.run(folder, "git", "init", "-q", "-b", "main", origin.work.toString());
    return origin;
  }

  RemoteUrl url() {
    return RemoteUrl.parse(bare.toString());
  }

  Path bare() {
    return bare;
  }

  Path work() {
    return work;
  }

  Mirror mirrorIn(Path folder) {
    return Mirror.at(folder, url(), Duration.ofMinutes(1));
  }

  Origin write(String path, String content) {
    return write(path, content.getBytes(StandardCharsets.UTF_8));
  }

  Origin write(String path, byte[] content) {
    try {
      Path file = work.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same for a name that Java itself can only write where the locale allows it. */
  Origin writeOddly(String path, String content) {
    String script =
        "p=$(cat); mkdir -p \"$(dirname \"$p\")\"; printf %s '" + content + "' > \"$p\"";
    feed(work, path, "sh", "-c", script);
    return this;
  }

  /** Commits everything and pushes it to a branch. */
  Sha push(String branch, String message) {
    git("add", "-A");
    git("commit", "-q", "--allow-empty", "-m", message);
    git("push", "-q", "-f", bare.toString(), "HEAD:refs/heads/" + branch);
    return head();
  }

  Sha head() {
    return new Sha(git("rev-parse", "HEAD").strip());
  }

  String git(String... arguments) {
    List<String> line = new ArrayList<>(List.of("git"));
    line.addAll(List.of(arguments));
    return run(work, line.toArray(String[]::new));
  }

  String gitBare(String... arguments) {
    List<String> line = new ArrayList<>(List.of("git"));
    line.addAll(List.of(arguments));
    return run(bare, line.toArray(String[]::new));
  }

  String run(Path where, String... line) {
    return feed(where, "", line);
  }

  String feed(Path where, String input, String... line) {
    try {
      ProcessBuilder builder = new ProcessBuilder(line).directory(where.toFile());
      builder.redirectErrorStream(true);
      builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
      builder.environment().put("GIT_AUTHOR_NAME", "Ada");
      builder.environment().put("GIT_AUTHOR_EMAIL", "ada@example.org");
      builder.environment().put("GIT_COMMITTER_NAME", "Ada");
      builder.environment().put("GIT_COMMITTER_EMAIL", "ada@example.org");
      Process process = builder.start();
      process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", line) + " failed: " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
