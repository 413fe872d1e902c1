package dev.modelgate.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.modelgate.standalone.CannotException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where the server is and the token for it.
 *
 * @param url the server's address
 * @param token the token; empty where only reading is meant
 */
public record Connection(URI url, String token) {

  /**
   * Takes {@code MODELGATE_URL} and {@code MODELGATE_TOKEN}; what is not given, from the file that
   * a server on this machine writes. That file's token goes to that file's address only.
   */
  public static Connection find(Path clientFile, Map<String, String> environment) {
    String url = environment.getOrDefault("MODELGATE_URL", "");
    String token = environment.getOrDefault("MODELGATE_TOKEN", "");
    if (!url.isBlank()) {
      return new Connection(address(url, "$MODELGATE_URL"), token);
    }
    if (!Files.isReadable(clientFile)) {
      throw new CannotException(
          "Expected a server's address in $MODELGATE_URL or in "
              + clientFile
              + ", but there is none; start one with ./modelgate server (or give its --data folder in"
              + " $MODELGATE_DATA)");
    }
    try {
      JsonNode file = new JsonMapper().readTree(Files.readString(clientFile));
      return new Connection(
          address(file.path("url").asText(), "\"url\" in " + clientFile),
          token.isBlank() ? file.path("token").asText() : token);
    } catch (IOException e) {
      throw new CannotException("Expected to read " + clientFile + ", but " + e.getMessage(), e);
    }
  }

  private static URI address(String text, String source) {
    try {
      URI url = URI.create(text.strip().replaceAll("/+$", ""));
      if (url.getHost() != null
          && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Said below, in the same words as for every other wrong address.
    }
    throw new CannotException(
        "Expected an address such as http://127.0.0.1:8080, but %s is \"%s\""
            .formatted(source, text));
  }
}
