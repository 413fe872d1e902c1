package dev.modelgate.standalone.server;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.modelgate.standalone.CannotException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** The file by which the command line finds the server on its own machine; owner only. */
final class ClientFile {

  private ClientFile() {}

  static void write(Path file, URI url, String token) {
    try {
      DataFolder.writeSecret(
          file,
          new JsonMapper()
                  .writerWithDefaultPrettyPrinter()
                  .writeValueAsString(Map.of("url", url.toString(), "token", token))
              + "\n");
    } catch (IOException e) {
      throw new CannotException("Expected to write " + file + ", but " + e, e);
    }
  }
}
