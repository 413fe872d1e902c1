package dev.modelgate.standalone;

import dev.modelgate.runner.RunnerAgent;
import dev.modelgate.runner.RunnerConfig;
import dev.modelgate.standalone.client.Connection;
import dev.modelgate.standalone.server.DataFolder;
import dev.modelgate.standalone.server.Server;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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
    description = "Run jobs on this machine.",
    customSynopsis = "  ./modelgate runner start --offers cpu,a100 --slots 2",
    subcommands = RunnerCommand.Start.class)
final class RunnerCommand {

  @Mixin HelpOption help = new HelpOption();

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
