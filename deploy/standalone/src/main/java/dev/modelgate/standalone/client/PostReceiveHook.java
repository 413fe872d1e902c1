package dev.modelgate.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelgate.standalone.CannotException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/** Puts the hook of a plain repository in its place. */
public final class PostReceiveHook {

  private PostReceiveHook() {}

  /** Throws where the repository has a post-receive hook already, which we would not overwrite. */
  public static void requireFree(Path repository) {
    Path script = repository.resolve("hooks/post-receive");
    if (Files.exists(script)) {
      throw new CannotException(
          "Expected to install "
              + script
              + ", but there is a hook already; take it away if it is an older one of Modelgate, or"
              + " get ours with --print-hook and call it from there");
    }
  }

  /**
   * Installs the hook of a created project into its repository.
   *
   * @param repository the bare repository, on this machine
   * @param hook secret and script, as the API answers them
   * @return where the hook is
   */
  public static Path install(Path repository, JsonNode hook) {
    Path hooks = repository.resolve("hooks");
    Path script = hooks.resolve("post-receive");
    try {
      requireFree(repository);
      Files.createDirectories(hooks);
      write(hooks.resolve("modelgate-secret"), hook.path("secret").asText(), false);
      write(script, hook.path("script").asText(), true);
      return script;
    } catch (IOException e) {
      throw new CannotException("Expected to install " + script + ", but " + e, e);
    }
  }

  /**
   * Takes the hook away that announces pushes to a server; another's stays.
   *
   * @param repository as the project names it, on this machine or not
   * @return where the hook was; empty where there was none of this server
   */
  public static Optional<Path> remove(String repository, URI server) {
    Path hooks = Path.of(repository).resolve("hooks");
    Path script = hooks.resolve("post-receive");
    try {
      if (!script.isAbsolute()
          || !Files.isRegularFile(script)
          || !Files.readString(script).contains("\nurl='" + server + "/webhooks/git/")) {
        return Optional.empty();
      }
      Files.delete(script);
      Files.deleteIfExists(hooks.resolve("modelgate-secret"));
      return Optional.of(script);
    } catch (IOException e) {
      throw new CannotException("Expected to take away " + script + ", but " + e, e);
    }
  }

  private static void write(Path file, String content, boolean executable) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(file);
    Files.setPosixFilePermissions(
        file,
        executable
            ? Set.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.OWNER_EXECUTE)
            : Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    Files.writeString(file, content);
  }
}
