package dev.modelgate.standalone;

import dev.modelgate.standalone.client.Api;
import dev.modelgate.standalone.client.Connection;
import dev.modelgate.standalone.server.DataFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server a command talks to. */
final class ServerOption {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder of the server on this machine, for its address and token.")
  @Nullable Path data;

  Api api() {
    return new Api(
        Connection.find(DataFolder.choose(data, System.getenv()).clientFile(), System.getenv()));
  }
}
