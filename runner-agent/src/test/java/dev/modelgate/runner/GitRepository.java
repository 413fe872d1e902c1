package dev.modelgate.runner;

import dev.modelgate.runner.host.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real repository of a test's own, as a team would have it on a host. */
public final class GitRepository {

  private final Path folder;

  private GitRepository(Path folder) {
    this.folder = folder;
  }

  public static GitRepository in(Path folder) {
    GitRepository repository = new GitRepository(folder);
    repository.folder.toFile().mkdirs();
    repository.git("init", "-q", "-b", "main");
    return repository;
  }

  /** Writes a file, commits it and answers the commit's name. */
  public String commit(String file, String content) {
    try {
      Path path = folder.resolve(file);
      Files.createDirectories(path.resolveSibling(""));
      Files.writeString(path, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    git("add", "--all");
    git("commit", "-q", "-m", "Change " + file);
    return git("rev-parse", "HEAD");
  }

  public String address() {
    return folder.toString();
  }

  public Path folder() {
    return folder;
  }

  private String git(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of("git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-C"));
    command.add(folder.toString());
    command.addAll(List.of(arguments));
    try {
      ProcessBuilder builder = Programs.prepare(command).redirectErrorStream(true);
      builder.environment().put("HOME", folder.toString());
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("Expected " + command + " to work, but " + output);
      }
      return output.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
