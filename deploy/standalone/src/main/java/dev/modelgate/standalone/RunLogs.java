package dev.modelgate.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelgate.standalone.client.Api;
import dev.modelgate.standalone.client.LogPrinter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints a run's log, and what follows of it. */
@Command(
    name = "logs",
    description = "Print the log of a run's newest attempt.",
    customSynopsis = {
      "  ./modelgate run logs penguins 42",
      "  ./modelgate run logs penguins 42 -f",
      "  ./modelgate run logs penguins 42 --attempt 1"
    })
final class RunLogs implements Callable<Integer> {

  private static final long LOOK_AGAIN_MILLISECONDS = 1000;

  @Mixin HelpOption help = new HelpOption();
  @Mixin ServerOption server = new ServerOption();
  @Mixin RunCommand.Which which = new RunCommand.Which();

  @Option(names = "--attempt", paramLabel = "N", description = "Another attempt than the newest.")
  @Nullable String attempt;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on as the log grows, until the attempt has ended.")
  boolean follow;

  @Override
  public Integer call() throws InterruptedException {
    try (Api api = server.api()) {
      String query = attempt == null ? "" : "?attempt=" + Api.escaped(attempt);
      LogPrinter printer = new LogPrinter(api, which.path() + "/log", query, System.out);
      Optional<LogPrinter.Read> read = printer.print();
      while (read.isEmpty()) {
        awaitJob(api);
        read = printer.print();
      }
      if (follow && !read.get().ended()) {
        printer.follow(read.get().next());
      }
      return 0;
    }
  }

  /** Waits for a moment where a job may start yet. */
  private void awaitJob(Api api) throws InterruptedException {
    JsonNode run = api.get(which.path());
    if (!follow || attempt != null || run.path("state").asText().equals("finished")) {
      throw new CannotException(
          "Expected a log of run "
              + which.number
              + " of "
              + which.project
              + ", but no such job started; see ./modelgate run show "
              + which.project
              + " "
              + which.number);
    }
    Thread.sleep(LOOK_AGAIN_MILLISECONDS);
  }
}
