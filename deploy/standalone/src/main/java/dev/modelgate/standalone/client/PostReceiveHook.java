package dev.modelgate.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelgate.standalone.CannotException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Puts the hook of a plain repository in its place. */
public final class PostReceiveHook {

  private PostReceiveHook() {}

  /** Whether a repository has a post-receive hook, ours or another's. */
  public static boolean isIn(Path repository) {
    return Files.exists(repository.resolve("hooks/post-receive"));
  }

  /** Throws where the repository has a post-receive hook already, which we would not overwrite. */
  public static void requireFree(Path repository) {
    if (isIn(repository)) {
      throw new CannotException(
          "Expected to install "
              + repository.resolve("hooks/post-receive")
              + ", but there is a hook already; take it away if it is an older one of Modelgate, or"
              + " get ours with --print-hook and call it from there");
    }
  }

  /**
   * Installs the hook of a created project into its repository, for the account that owns it: that
   * is whom pushes run as, whoever installs.
   *
   * @param repository the bare repository, on this machine
   * @param hook secret and script, as the API answers them
   * @return where the hook is
   */
  public static Path install(Path repository, JsonNode hook) {
    Path hooks = repository.resolve("hooks");
    Path script = hooks.resolve("post-receive");
    requireFree(repository);
    try {
      PosixFileAttributes owner = Files.readAttributes(repository, PosixFileAttributes.class);
      if (Files.notExists(hooks)) {
        Files.createDirectory(hooks);
        give(Files.getFileAttributeView(hooks, PosixFileAttributeView.class), owner);
      }
      // Within the open folder and past no link: its owner must not choose what root writes to.
      try (DirectoryStream<Path> opened = Files.newDirectoryStream(hooks)) {
        SecureDirectoryStream<Path> folder = (SecureDirectoryStream<Path>) opened;
        write(folder, "modelgate-secret", hook.path("secret").asText(), "rw-------", owner);
        write(folder, "post-receive", hook.path("script").asText(), "rwxr-xr-x", owner);
      }
      return script;
    } catch (IOException e) {
      throw new CannotException(
          "Expected to install "
              + script
              + ", but "
              + e
              + "; do it as root or as the repository's owner, or get it with --print-hook",
          e);
    }
  }

  /**
   * Takes a project's hook away; another's stays.
   *
   * @param repository as the project names it, on this machine or not
   * @param hook the hook as the API shows it; its id is in the script, whatever the address was
   * @return where the hook was; empty where it was not there
   */
  public static Optional<Path> remove(String repository, JsonNode hook) {
    Path hooks = Path.of(repository).resolve("hooks");
    Path script = hooks.resolve("post-receive");
    try {
      if (!script.isAbsolute()
          || !Files.isRegularFile(script)
          || !Files.readString(script)
              .contains("/webhooks/git/" + hook.path("id").asText() + "'\n")) {
        return Optional.empty();
      }
      Files.delete(script);
      Files.deleteIfExists(hooks.resolve("modelgate-secret"));
      return Optional.of(script);
    } catch (IOException e) {
      throw new CannotException("Expected to take away " + script + ", but " + e, e);
    }
  }

  private static void write(
      SecureDirectoryStream<Path> folder,
      String name,
      String content,
      String mode,
      PosixFileAttributes owner)
      throws IOException {
    Path file = Path.of(name);
    try {
      folder.deleteFile(file);
    } catch (NoSuchFileException e) {
      // It is the first.
    }
    try (SeekableByteChannel channel =
        folder.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      channel.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
    }
    PosixFileAttributeView its =
        folder.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    its.setPermissions(PosixFilePermissions.fromString(mode));
    give(its, owner);
  }

  private static void give(PosixFileAttributeView file, PosixFileAttributes owner)
      throws IOException {
    if (!file.readAttributes().owner().equals(owner.owner())) {
      file.setGroup(owner.group());
      file.setOwner(owner.owner());
    }
  }
}
