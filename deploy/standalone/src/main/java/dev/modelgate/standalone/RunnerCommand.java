package dev.modelgate.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelgate.runner.RunnerAgent;
import dev.modelgate.runner.RunnerConfig;
import dev.modelgate.standalone.client.Api;
import dev.modelgate.standalone.client.Connection;
import dev.modelgate.standalone.client.Text;
import dev.modelgate.standalone.server.DataFolder;
import dev.modelgate.standalone.server.Server;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Commands about runners. */
@Command(
    name = "runner",
    description = "Run jobs on this machine; list what runs jobs.",
    customSynopsis = {
      "  ./modelgate runner start --offers cpu,a100 --slots 2",
      "  ./modelgate runner list"
    },
    subcommands = {RunnerCommand.Start.class, RunnerCommand.Listing.class})
final class RunnerCommand {

  @Mixin HelpOption help = new HelpOption();

  /** Lists the runners by name. */
  @Command(
      name = "list",
      description = "List the runners: what they offer, what is free, when they were last heard.",
      customSynopsis = "  ./modelgate runner list",
      footer = {
        "",
        "live: heard lately; silent: not heard lately, it gets nothing new;",
        "never-heard: registered, and no more."
      })
  static final class Listing implements Callable<Integer> {

    @Mixin HelpOption help = new HelpOption();
    @Mixin ClientOptions client = new ClientOptions();

    @Override
    public Integer call() {
      try (Api api = client.api()) {
        JsonNode answer = api.get("/api/runners");
        if (client.printed(answer)) {
          return 0;
        }
        Instant now = Clock.systemUTC().instant();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("NAME", "STATE", "SLOTS", "USED", "FREE", "HEARD", "MACHINES"));
        answer.path("runners").forEach(runner -> rows.add(row(runner, now)));
        if (rows.size() == 1) {
          System.out.println("no runner yet: ./modelgate runner start --help");
        } else {
          Text.table(rows, 80).forEach(System.out::println);
        }
        return 0;
      }
    }

    private static List<String> row(JsonNode runner, Instant now) {
      long slots = runner.path("slots").asLong();
      long used = runner.path("slotsUsed").asLong();
      List<String> machines = new ArrayList<>();
      runner.path("machines").forEach(machine -> machines.add(Text.plain(machine.asText())));
      return List.of(
          Text.plain(runner.path("name").asText()),
          runner.path("state").asText(),
          Long.toString(slots),
          Long.toString(used),
          // It may offer less than it offered when what it runs was placed.
          Long.toString(Math.max(0, slots - used)),
          Text.ago(runner.path("lastHeardAt"), now),
          String.join(", ", machines));
    }
  }

  /** Serves a server's jobs on this machine until it is told to stop. */
  @Command(
      name = "start",
      description = "Serve jobs on this machine and stay.",
      customSynopsis = {
        "  ./modelgate runner start --offers cpu,a100 --slots 2",
        "  ./modelgate runner start --offers P4000 --containers ignore",
        "  MODELGATE_URL=… MODELGATE_TOKEN=… ./modelgate runner start --offers a100"
      })
  static final class Start implements Callable<Integer> {

    private static final int LONGEST_NAME = 63;

    @Mixin HelpOption help = new HelpOption();

    @Option(
        names = "--offers",
        paramLabel = "NAMES",
        split = ",",
        defaultValue = "cpu",
        description = "Machine names that this runner offers (default: ${DEFAULT-VALUE}).")
    List<String> offers = List.of();

    @Option(
        names = "--slots",
        paramLabel = "N",
        defaultValue = "1",
        description = "How many jobs run at once (default: ${DEFAULT-VALUE}).")
    int slots;

    @Option(
        names = "--containers",
        paramLabel = "ignore|none",
        defaultValue = "none",
        description =
            "What it does with a step that names a container: ignore it and run a plain process, or"
                + " leave the step to others (default: ${DEFAULT-VALUE}).")
    Containers containers = Containers.none;

    @Option(
        names = "--name",
        paramLabel = "NAME",
        description =
            "Its name; one agent at a time has it (default: the host's name and \"-runner\").")
    @Nullable String name;

    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "Where checkouts and logs are kept.")
    @Nullable Path data;

    @Override
    public Integer call() throws InterruptedException {
      DataFolder folder = DataFolder.choose(data, System.getenv()).create();
      Connection connection = Connection.find(folder.clientFile(), System.getenv());
      String its = name == null ? usualName(ServerCommand.hostName()) : name;
      Server.requireGit();
      RunnerAgent agent = start(connection, its, folder.of("runner-" + its));
      CountDownLatch stopped = new CountDownLatch(1);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    agent.close();
                    stopped.countDown();
                  },
                  "shutdown"));
      System.out.println(
          "modelgate: runner "
              + its
              + (agent.isRegistered() ? " serves " : " is up and waits for an answer of ")
              + connection.url()
              + ", offers "
              + String.join(", ", offers));
      stopped.await();
      return 0;
    }

    private RunnerAgent start(Connection connection, String its, Path folder) {
      try {
        return RunnerAgent.start(
            new RunnerConfig(
                connection.url(),
                connection.token(),
                its,
                offers,
                slots,
                containers == Containers.ignore,
                folder));
      } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
        throw new CannotException(String.valueOf(e.getMessage()), e);
      }
    }

    /** Not the host's name alone: the runner that a server includes is called so. */
    static String usualName(String host) {
      String ending = "-runner";
      return host.substring(0, Math.min(host.length(), LONGEST_NAME - ending.length())) + ending;
    }
  }
}
