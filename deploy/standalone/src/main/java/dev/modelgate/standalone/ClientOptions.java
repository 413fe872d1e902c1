package dev.modelgate.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelgate.standalone.client.Api;
import dev.modelgate.standalone.client.Connection;
import dev.modelgate.standalone.server.DataFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command that talks to a server takes. */
final class ClientOptions {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder of the server on this machine, for its address and token.")
  @Nullable Path data;

  @Option(names = "--json", description = "Print the server's answer as JSON.")
  boolean json;

  Api api() {
    return new Api(
        Connection.find(DataFolder.choose(data, System.getenv()).clientFile(), System.getenv()));
  }

  /** Prints the answer where JSON was asked for; tells whether it was. */
  boolean printed(JsonNode answer) {
    if (json) {
      System.out.println(answer.toPrettyString());
    }
    return json;
  }
}
