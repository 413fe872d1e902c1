package dev.modelgate.standalone;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.modelgate.standalone.server.AdminToken;
import dev.modelgate.standalone.topics.Settings;
import dev.modelgate.stream.ClusterKey;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Commands about tokens. */
@Command(
    name = "token",
    description = "Make tokens for an installation of separate processes.",
    customSynopsis = "  MODELGATE_CONFIG=/etc/modelgate.yml ./modelgate token create",
    subcommands = TokenCommand.Create.class)
final class TokenCommand {

  @Mixin HelpOption help = new HelpOption();

  /** Prints a token that may do everything, signed with the installation's key. */
  @Command(
      name = "create",
      description = "Print an admin token, valid for a year; who has the cluster key may make one.",
      customSynopsis = "  MODELGATE_CONFIG=/etc/modelgate.yml ./modelgate token create --name ada")
  static final class Create implements Callable<Integer> {

    @Mixin HelpOption help = new HelpOption();

    @Option(
        names = "--name",
        paramLabel = "NAME",
        description = "For whom it is, as logs and commands show it (default: you).")
    String name = System.getProperty("user.name");

    @Option(names = "--json", description = "Print name and token as JSON.")
    boolean json;

    @Override
    public Integer call() {
      String key =
          Settings.here()
              .value("modelgate.cluster-key")
              .orElseThrow(
                  () ->
                      new CannotException(
                          "Expected modelgate.cluster-key in the file that $MODELGATE_CONFIG names"
                              + " or in $MODELGATE_CLUSTER_KEY, but it is in neither"));
      try {
        String token =
            AdminToken.sign(
                ClusterKey.parse(key).derive("modelgate/jwt"), name, Clock.systemUTC().instant());
        System.out.println(
            json
                ? new JsonMapper()
                    .createObjectNode()
                    .put("name", name)
                    .put("token", token)
                    .toPrettyString()
                : token);
        return 0;
      } catch (IllegalArgumentException e) {
        throw new CannotException(String.valueOf(e.getMessage()), e);
      }
    }
  }
}
