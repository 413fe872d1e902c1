package dev.modelgate.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelgate.standalone.client.Api;
import dev.modelgate.standalone.client.RunView;
import dev.modelgate.standalone.client.RunWait;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows one run; the exit code is the verdict's. */
@Command(
    name = "show",
    description = "Show one run: verdict, checks, attempts.",
    customSynopsis = {
      "  ./modelgate run show penguins 42",
      "  git push && ./modelgate run show penguins 42 --wait && ./deploy"
    },
    footer = {
      "",
      "Exit codes: 0 passed or skipped, 1 any other verdict, 2 usage,",
      "3 no verdict yet (queued, running, being judged), or could not be done."
    })
final class RunShow implements Callable<Integer> {

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  @Mixin HelpOption help = new HelpOption();
  @Mixin ClientOptions client = new ClientOptions();
  @Mixin RunCommand.Which which = new RunCommand.Which();

  @Option(
      names = "--wait",
      description =
          "Wait until the run has its verdict; a run that a push is about to start is waited for"
              + " half a minute. Changes of its state go to standard error.")
  boolean wait;

  @Override
  public Integer call() throws InterruptedException {
    try (Api api = client.api()) {
      JsonNode run =
          wait
              ? new RunWait(api, which.path(), LOOK_AGAIN, System.err).run()
              : api.get(which.path());
      if (!client.printed(run)) {
        RunView.lines(run).forEach(System.out::println);
      }
      return switch (run.path("verdict").asText("")) {
        case "passed", "skipped" -> 0;
        case "" -> 3;
        default -> 1;
      };
    }
  }
}
