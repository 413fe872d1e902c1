package dev.modelgate.standalone;

import dev.modelgate.standalone.server.DataFolder;
import dev.modelgate.standalone.server.Server;
import dev.modelgate.standalone.server.ServerOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts everything on this machine and stays until it is told to stop. */
@Command(
    name = "server",
    description = "Start everything on this machine and stay.",
    customSynopsis = {
      "  ./modelgate server",
      "  ./modelgate server --data DIR --port 9000 --no-runner"
    })
final class ServerCommand implements Callable<Integer> {

  @Mixin HelpOption help = new HelpOption();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where everything is kept (default: $MODELGATE_DATA, else /var/lib/modelgate as root,"
              + " else ~/.local/share/modelgate).")
  @Nullable Path data;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "Port on 127.0.0.1 (default: ${DEFAULT-VALUE}; 0: a free one).")
  int port;

  @Option(names = "--no-runner", description = "Do not run jobs in this process.")
  boolean noRunner;

  @Option(
      names = "--offers",
      paramLabel = "NAMES",
      split = ",",
      defaultValue = "cpu",
      description = "Machine names that the included runner offers (default: ${DEFAULT-VALUE}).")
  List<String> offers = List.of();

  @Option(
      names = "--slots",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many jobs the included runner runs at once (default: ${DEFAULT-VALUE}).")
  int slots;

  @Option(
      names = "--containers",
      paramLabel = "ignore|none",
      defaultValue = "none",
      description =
          "What the included runner does with a step that names a container: ignore it and run a"
              + " plain process, or leave the step to others (default: ${DEFAULT-VALUE}).")
  Containers containers = Containers.none;

  @Override
  public Integer call() throws InterruptedException {
    long begun = System.nanoTime();
    DataFolder folder = DataFolder.choose(data, System.getenv());
    boolean first = !folder.clientFile().toFile().exists();
    Server server =
        Server.start(
            new ServerOptions(
                folder,
                port,
                noRunner
                    ? null
                    : new ServerOptions.IncludedRunner(
                        hostName(), offers, slots, containers == Containers.ignore)));
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  System.out.println("modelgate: stopping; running jobs go on");
                  server.close();
                  stopped.countDown();
                },
                "shutdown"));
    System.out.printf(
        "modelgate: ready in %.1f s at %s, data in %s%n",
        (System.nanoTime() - begun) / 1e9, server.url(), folder.path());
    if (first) {
      System.out.println(
          "modelgate: admin token (also in " + folder.clientFile() + "): " + server.token());
      if (!folder.equals(DataFolder.choose(null, System.getenv()))) {
        System.out.println(
            "modelgate: for the other commands: export MODELGATE_DATA=" + folder.path());
      }
      System.out.println(
          "modelgate: next: ./modelgate project create NAME --repository /path/to/repository.git");
    }
    stopped.await();
    return 0;
  }

  /** The host's name as the included runner is called. */
  static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
