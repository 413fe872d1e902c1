package dev.modelgate.standalone.server;

import dev.modelgate.standalone.CannotException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds everything a server keeps.
 *
 * <p>The folder itself can be entered by everyone, because jobs run below it under other accounts;
 * what is secret in it is readable by its owner only.
 */
public record DataFolder(Path path) {

  /**
   * Chooses the folder: the given one, else {@code $MODELGATE_DATA}, else {@code
   * /var/lib/modelgate} as root, else {@code $XDG_DATA_HOME/modelgate}, else {@code
   * ~/.local/share/modelgate}.
   */
  public static DataFolder choose(@Nullable Path given, Map<String, String> environment) {
    return new DataFolder(choosePath(given, environment).toAbsolutePath().normalize());
  }

  private static Path choosePath(@Nullable Path given, Map<String, String> environment) {
    if (given != null) {
      return given;
    }
    String fromEnvironment = environment.get("MODELGATE_DATA");
    if (fromEnvironment != null && !fromEnvironment.isBlank()) {
      return Path.of(fromEnvironment);
    }
    if ("root".equals(System.getProperty("user.name"))) {
      return Path.of("/var/lib/modelgate");
    }
    String xdg = environment.get("XDG_DATA_HOME");
    return xdg != null && xdg.startsWith("/")
        ? Path.of(xdg, "modelgate")
        : Path.of(System.getProperty("user.home"), ".local/share/modelgate");
  }

  /** Makes the folder where it is missing. */
  public DataFolder create() {
    try {
      Files.createDirectories(path);
      return this;
    } catch (IOException e) {
      throw new CannotException(
          "Expected to write below "
              + path
              + ", but "
              + e
              + "; choose another folder with --data or $MODELGATE_DATA",
          e);
    }
  }

  /** The folder of one part. */
  public Path of(String part) {
    return path.resolve(part);
  }

  /** Where the command line finds address and token. */
  public Path clientFile() {
    return path.resolve("client.json");
  }

  /** The cluster key, made at first use: 32 random bytes as base64, readable by the owner only. */
  public String clusterKey() {
    Path file = path.resolve("cluster.key");
    try {
      if (Files.notExists(file)) {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        writeSecret(file, Base64.getEncoder().encodeToString(key) + "\n");
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new CannotException("Expected to read " + file + ", but " + e, e);
    }
  }

  /** Writes a file that only its owner can read, whole or not at all. */
  public static void writeSecret(Path file, String content) throws IOException {
    Path fresh =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            "." + file.getFileName(),
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, content);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
