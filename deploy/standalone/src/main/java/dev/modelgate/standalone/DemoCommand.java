package dev.modelgate.standalone;

import dev.modelgate.embedded.EmbeddedPostgres;
import dev.modelgate.embedded.PartException;
import dev.modelgate.standalone.client.Api;
import dev.modelgate.standalone.client.Connection;
import dev.modelgate.standalone.demo.Demo;
import dev.modelgate.standalone.demo.Story;
import dev.modelgate.standalone.server.DataFolder;
import dev.modelgate.standalone.server.Server;
import dev.modelgate.standalone.server.ServerOptions;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts a server of its own and pushes three times to a sample repository. */
@Command(
    name = "demo",
    description =
        "The whole story on a sample repository, from push to verdict. Exit code 0 if it went as told.",
    customSynopsis = {"  ./modelgate demo", "  ./modelgate demo --keep"})
final class DemoCommand implements Callable<Integer> {

  /** Marks a folder as the demo's own, which the next demo may delete. */
  private static final String MARK = "made-by-modelgate-demo";

  private static final String SECOND_RUN = "/projects/penguins/runs/2";

  /** What people open first: a rehearsal opens it too. */
  private static final List<String> PAGES =
      List.of("/", SECOND_RUN, SECOND_RUN + "/log", "/projects/penguins/compare?runs=1,2");

  @Mixin HelpOption help = new HelpOption();

  @Option(names = "--keep", description = "Leave the server up until Ctrl-C, to look around.")
  boolean keep;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder to use; its last demo is deleted (default: demo in the data folder).")
  @Nullable Path data;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Port on 127.0.0.1 (default: a free one).")
  int port;

  @Option(
      names = "--rehearse",
      hidden = true,
      description = "Go through everything once, fast: the launcher lets the JVM watch it.")
  boolean rehearse;

  @Override
  public Integer call() throws InterruptedException {
    Story story = Story.onStandardOutput(System.getenv());
    story.say("Modelgate demo: a real model, three pushes, three verdicts.");
    Path folder =
        data == null ? DataFolder.choose(null, System.getenv()).of("demo") : data.toAbsolutePath();
    try (FileLock _ = lock(folder)) {
      clear(folder);
      return tell(story, folder);
    } catch (IOException e) {
      throw new CannotException("Expected to let go of " + folder + ", but " + e, e);
    }
  }

  private int tell(Story story, Path folder) throws InterruptedException {
    DataFolder serverData = new DataFolder(folder.resolve("server"));
    String runner = ServerCommand.hostName();
    Server server =
        story.timed(
            "services up: Kafka, PostgreSQL, S3, 4 services, 1 runner",
            () ->
                Server.start(
                    new ServerOptions(
                        serverData,
                        port,
                        new ServerOptions.IncludedRunner(runner, List.of("cpu"), 2, false))));
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
    try (Api api = new Api(new Connection(server.url(), server.token()))) {
      if (rehearse) {
        new Demo(api, story, folder, Map.of("EPOCHS", "1")).run();
        PAGES.forEach(api::text);
        return 0;
      }
      boolean asTold = new Demo(api, story, folder, Map.of()).run();
      if (!asTold) {
        story.say("The verdicts are not the ones that this story tells: this is a defect.");
      }
      ending(story, folder, server);
      if (keep) {
        story.say("The server stays up; Ctrl-C ends it.");
        new CountDownLatch(1).await();
      }
      return asTold ? 0 : 1;
    }
  }

  private void ending(Story story, Path folder, Server server) {
    story.say(
        keep
            ? "See it all:   " + server.url() + SECOND_RUN + "   (checks, plots, log)"
            : "See it all:   ./modelgate demo --keep"
                + (data == null ? "" : " --data " + data)
                + "   leaves the server up: checks, plots, logs");
    story.say(
        "In the repository: git -C "
            + folder.resolve("penguins.git")
            + " log --all --notes=modelgate -3");
    story.say("Next:         ./modelgate server      ./modelgate project create --help");
  }

  /** Keeps a second demo from deleting this one's folder; the lock goes with the process. */
  private static FileLock lock(Path folder) {
    Path file = folder.resolveSibling(folder.getFileName() + ".lock");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      FileLock lock =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).tryLock();
      if (lock == null) {
        throw new CannotException(
            "Expected to use "
                + folder
                + " alone, but another demo runs there; end it, or choose another folder with --data");
      }
      return lock;
    } catch (IOException e) {
      throw new CannotException("Expected to lock " + file + ", but " + e, e);
    }
  }

  /** Deletes what the last demo left, and nothing that a demo did not make. */
  private static void clear(Path folder) {
    try {
      if (Files.isDirectory(folder) && !Files.exists(folder.resolve(MARK))) {
        try (Stream<Path> inside = Files.list(folder)) {
          if (inside.findAny().isPresent()) {
            throw new CannotException(
                "Expected "
                    + folder
                    + " to be empty or an earlier demo's, but it holds other files;"
                    + " choose another folder with --data");
          }
        }
      }
      Path postgres = folder.resolve("server/postgres");
      if (Files.exists(postgres.resolve("data/postmaster.pid"))) {
        // The last demo was killed: starting its database is how the one left behind is ended.
        EmbeddedPostgres.start(postgres).close();
      }
      if (Files.exists(folder)) {
        try (Stream<Path> inside = Files.walk(folder)) {
          for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        }
      }
      Files.createDirectories(folder);
      Files.createFile(folder.resolve(MARK));
    } catch (IOException e) {
      throw new CannotException("Expected to prepare " + folder + ", but " + e, e);
    } catch (PartException e) {
      throw new CannotException(String.valueOf(e.getMessage()), e);
    }
  }
}
