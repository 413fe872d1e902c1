package dev.modelgate.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelgate.standalone.client.Api;
import dev.modelgate.standalone.client.Shown;
import dev.modelgate.standalone.client.VerdictWait;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one run, or all that a commit led to; the exit code is the verdict's. */
@Command(
    name = "show",
    description = "Show one run: verdict, checks, attempts; or what became of a commit.",
    customSynopsis = {
      "  ./modelgate run show penguins 42",
      "  git push && ./modelgate run show penguins $(git rev-parse HEAD) --wait"
    },
    footer = {
      "",
      "Exit codes: 0 passed or skipped, 1 any other verdict, or nothing ran for the commit, 2 usage,",
      "3 no verdict yet (queued, running, being judged), or could not be done."
    })
final class RunShow implements Callable<Integer> {

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  @Mixin HelpOption help = new HelpOption();
  @Mixin ClientOptions client = new ClientOptions();

  @Parameters(index = "0", paramLabel = "PROJECT", description = "Name of the project.")
  String project = "";

  @Parameters(
      index = "1",
      paramLabel = "RUN|COMMIT",
      converter = ShownWord.class,
      description = "Number of the run, or a commit's full id: the newest run of each workflow.")
  Function<String, Shown> what = project -> new Shown.Run(project, 0);

  @Option(
      names = "--wait",
      description =
          "Wait until the run has its verdict; a run that a push is about to start is waited for"
              + " half a minute. Changes of its state go to standard error.")
  boolean wait;

  @Override
  public Integer call() throws InterruptedException {
    Shown shown = what.apply(project);
    try (Api api = client.api()) {
      JsonNode answer =
          wait ? new VerdictWait(api, shown, LOOK_AGAIN, System.err).end() : api.get(shown.path());
      if (!client.printed(answer)) {
        shown.lines(answer).forEach(System.out::println);
      }
      return shown.passes(answer).map(passes -> passes ? 0 : 1).orElse(3);
    }
  }
}
