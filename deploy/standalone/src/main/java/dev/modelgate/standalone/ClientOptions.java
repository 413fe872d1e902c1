package dev.modelgate.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelgate.standalone.client.Api;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command takes that tells what a server answers. */
final class ClientOptions {

  @Mixin ServerOption server = new ServerOption();

  @Option(names = "--json", description = "Print the server's answer as JSON.")
  boolean json;

  Api api() {
    return server.api();
  }

  /** Prints the answer where JSON was asked for; tells whether it was. */
  boolean printed(JsonNode answer) {
    if (json) {
      System.out.println(answer.toPrettyString());
    }
    return json;
  }
}
