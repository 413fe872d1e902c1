package dev.modelgate.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelgate.standalone.CannotException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;

/**
 * Fetches files whose names a stranger chose into one folder, and never beside it: not by a name
 * that leads elsewhere, nor by a link that lies in the folder.
 */
public final class Download {

  private final Api api;
  private final Path folder;

  public Download(Api api, Path folder) {
    this.api = api;
    this.folder = folder;
  }

  /** Fetches one entry of the server's list; false where a file of that name is there already. */
  public boolean fetch(JsonNode artifact) {
    String path = artifact.path("path").asText();
    try {
      Path target = target(path);
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
      Path part = Files.createTempFile(target.getParent(), ".modelgate", ".part");
      try {
        long bytes =
            api.stream(
                    artifact.path("url").asText(),
                    Map.of(),
                    answer -> Files.copy(answer.body(), part, StandardCopyOption.REPLACE_EXISTING))
                .orElse(-1L);
        if (bytes != artifact.path("bytes").asLong()) {
          throw new IOException("it is not there any more as it was listed");
        }
        Files.move(part, target);
      } finally {
        Files.deleteIfExists(part);
      }
      return true;
    } catch (IOException e) {
      throw new CannotException(
          "Expected to save " + Text.plain(path) + " in " + folder + ", but " + e.getMessage(), e);
    }
  }

  private Path target(String path) throws IOException {
    String[] parts = path.split("/", -1);
    boolean leadsElsewhere =
        path.chars().anyMatch(c -> c < ' ' || c == '\\' || c == 0x7F)
            || Arrays.stream(parts).anyMatch(p -> p.isEmpty() || p.equals(".") || p.equals(".."));
    if (leadsElsewhere) {
      throw new IOException("that name leads out of the folder");
    }
    Path at = Files.createDirectories(folder);
    for (String part : Arrays.copyOf(parts, parts.length - 1)) {
      at = at.resolve(part);
      if (Files.isSymbolicLink(at)) {
        throw new IOException(at + " is a link");
      }
      Files.createDirectories(at);
    }
    return at.resolve(parts[parts.length - 1]);
  }
}
