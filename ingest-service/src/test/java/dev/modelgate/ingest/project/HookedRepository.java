package dev.modelgate.ingest.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A bare repository with our hook in it, and a work folder that pushes to it with the real git. */
public final class HookedRepository {

  static final String SECRET = "0123456789abcdef".repeat(4);

  private final Path folder;
  private final Path work;
  private String path = System.getenv("PATH");

  private HookedRepository(Path folder, Path work) {
    this.folder = folder;
    this.work = work;
  }

  /** Makes the two below a folder, with a hook that calls the given address. */
  static HookedRepository create(Path below, String name, URI webhook) {
    HookedRepository made = create(below, name);
    made.install(HookScript.render(webhook, made.folder.toString()));
    return made;
  }

  /** Makes the two below a folder, without a hook; the bare one gets the given name. */
  public static HookedRepository create(Path below, String name) {
    HookedRepository made = new HookedRepository(below.resolve(name), below.resolve("work"));
    made.run(below, "git", "init", "-q", "--bare", "-b", "main", made.folder.toString());
    made.run(below, "git", "init", "-q", "-b", "main", made.work.toString());
    made.git("remote", "add", "origin", made.folder.toString());
    made.git("commit", "-q", "--allow-empty", "-m", "first");
    return made;
  }

  void install(String script) {
    install(script, SECRET);
  }

  /** Installs a hook and its secret, as {@code project create} does. */
  public void install(String script, String secretText) {
    try {
      Path hook = Files.writeString(hooks().resolve("post-receive"), script);
      Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
      Path secret = Files.writeString(hooks().resolve(HookScript.SECRET_FILE), secretText + "\n");
      Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path folder() {
    return folder;
  }

  Path hooks() {
    return folder.resolve("hooks");
  }

  /** Has programs of a folder found before all others. */
  void preferProgramsIn(Path programs) {
    path = programs + ":" + path;
  }

  /** Files of messages that wait to be sent. */
  public List<Path> spooled() {
    Path spool = hooks().resolve("modelgate-spool");
    if (!Files.exists(spool)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(spool)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String commit(String subject) {
    git("commit", "-q", "--allow-empty", "-m", subject);
    return git("rev-parse", "HEAD").strip();
  }

  /** Pushes and answers what git printed. */
  public String push(String... refs) {
    List<String> arguments = new ArrayList<>(List.of("push", "-q", "origin"));
    arguments.addAll(List.of(refs));
    return git(arguments.toArray(String[]::new));
  }

  String git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    return run(work, command.toArray(String[]::new));
  }

  /** Runs a command in the work folder with the given standard input. */
  void give(String input, String... command) {
    run(work, input, command);
  }

  private String run(Path in, String... command) {
    return run(in, "", command);
  }

  private String run(Path in, String input, String[] command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(in.toFile());
    builder.redirectErrorStream(true);
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    for (String who : List.of("AUTHOR", "COMMITTER")) {
      builder.environment().put("GIT_" + who + "_NAME", "Ada");
      builder.environment().put("GIT_" + who + "_EMAIL", "ada@example.org");
    }
    builder.environment().put("PATH", path);
    builder.environment().put("REMOTE_USER", "ada\"; rm -rf $(pwd) @home");
    try {
      Process process = builder.start();
      try (Writer stdin = process.outputWriter(StandardCharsets.UTF_8)) {
        stdin.write(input);
      }
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).describedAs(printed).isZero();
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
