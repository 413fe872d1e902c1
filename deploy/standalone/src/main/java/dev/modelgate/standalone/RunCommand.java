package dev.modelgate.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelgate.standalone.client.Api;
import dev.modelgate.standalone.client.RunView;
import dev.modelgate.standalone.client.Text;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands about runs. */
@Command(
    name = "run",
    description = "See, compare, cancel and rerun runs; read their logs and artifacts.",
    customSynopsis = "  ./modelgate run list",
    subcommands = {
      RunCommand.Listing.class,
      RunShow.class,
      RunLogs.class,
      RunArtifacts.class,
      RunCompareCommand.class,
      RunCommand.Cancel.class,
      RunCommand.Rerun.class
    })
final class RunCommand {

  @Mixin HelpOption help = new HelpOption();

  /** Which run a command is about. */
  static final class Which {

    @Parameters(index = "0", paramLabel = "PROJECT", description = "Name of the project.")
    String project = "";

    @Parameters(
        index = "1",
        paramLabel = "RUN",
        converter = RunNumber.class,
        description = "Number of the run.")
    int number;

    String path() {
      return "/api/runs/" + Api.escaped(project) + "/" + number;
    }
  }

  /** Lists runs, newest first. */
  @Command(
      name = "list",
      description = "List runs, newest first.",
      customSynopsis = {
        "  ./modelgate run list",
        "  ./modelgate run list penguins --branch main --verdict failed"
      })
  static final class Listing implements Callable<Integer> {

    @Mixin HelpOption help = new HelpOption();
    @Mixin ClientOptions client = new ClientOptions();

    @Parameters(arity = "0..1", paramLabel = "PROJECT", description = "Only of this project.")
    @Nullable String project;

    @Option(names = "--branch", paramLabel = "BRANCH", description = "Only of this branch.")
    @Nullable String branch;

    @Option(
        names = "--verdict",
        paramLabel = "VERDICT",
        converter = VerdictWord.class,
        description =
            "Only with this verdict: passed, failed, inconclusive, errored, cancelled, superseded,"
                + " skipped; or in this state: queued, running.")
    @Nullable String verdict;

    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "20",
        description = "At most so many, and never over 100 (default: ${DEFAULT-VALUE}).")
    int limit;

    @Override
    public Integer call() {
      try (Api api = client.api()) {
        JsonNode answer =
            api.get(
                "/api/runs?limit="
                    + limit
                    + filter("project", project)
                    + filter("branch", branch)
                    + filter("verdict", verdict));
        if (project != null && answer.path("runs").isEmpty()) {
          api.get("/api/projects/" + Api.escaped(project)); // throws where there is no such project
        }
        if (client.printed(answer)) {
          return 0;
        }
        Instant now = Clock.systemUTC().instant();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("RUN", "VERDICT", "WORKFLOW", "BRANCH", "COMMIT", "WHEN", "SUBJECT"));
        for (JsonNode run : answer.path("runs")) {
          rows.add(
              List.of(
                  run.path("project").asText() + " " + run.path("number").asText(),
                  Text.verdict(run),
                  run.path("workflow").asText(),
                  Text.plain(run.path("branch").asText("")),
                  Text.shortSha(run.path("sha")),
                  Text.ago(run.path("createdAt"), now),
                  Text.plain(run.path("subject").asText(""))));
        }
        if (rows.size() > 1) {
          Text.table(rows, 80).forEach(System.out::println);
        } else if (project == null && branch == null && verdict == null) {
          System.out.println(
              answer.path("declined").isEmpty()
                  ? "no run yet: push to a registered repository"
                  : "no run yet");
        } else {
          System.out.println("no run matches; ./modelgate run list shows all");
        }
        for (JsonNode declined : answer.path("declined")) {
          System.out.println();
          RunView.declined(declined).forEach(System.out::println);
        }
        return 0;
      }
    }

    private static String filter(String name, @Nullable String value) {
      return value == null ? "" : "&" + name + "=" + Api.escaped(value);
    }
  }

  /** Ends a run. */
  @Command(
      name = "cancel",
      description = "End a run, queued or running.",
      customSynopsis = "  ./modelgate run cancel penguins 42")
  static final class Cancel implements Callable<Integer> {

    @Mixin HelpOption help = new HelpOption();
    @Mixin ClientOptions client = new ClientOptions();
    @Mixin Which which = new Which();

    @Override
    public Integer call() {
      try (Api api = client.api()) {
        JsonNode run = api.get(which.path());
        if (run.path("state").asText().equals("finished")) {
          throw new CannotException(
              "Expected a run that is queued or running, but run "
                  + which.number
                  + " of "
                  + which.project
                  + " has ended: "
                  + run.path("verdict").asText("it is being judged"));
        }
        return command(api, client, which, "cancel", "is asked to end");
      }
    }
  }

  /** Runs a run's workflow and commit again. */
  @Command(
      name = "rerun",
      description = "Run the same workflow and commit again, as a new run.",
      customSynopsis = "  ./modelgate run rerun penguins 42")
  static final class Rerun implements Callable<Integer> {

    @Mixin HelpOption help = new HelpOption();
    @Mixin ClientOptions client = new ClientOptions();
    @Mixin Which which = new Which();

    @Override
    public Integer call() {
      try (Api api = client.api()) {
        api.get(which.path());
        String done = "will run again, as a new run: ./modelgate run list " + which.project;
        return command(api, client, which, "rerun", done);
      }
    }
  }

  private static int command(
      Api api, ClientOptions client, Which which, String command, String done) {
    JsonNode answer =
        api.post(
            "/api/commands",
            Map.of("project", which.project, "run", which.number, "command", command));
    if (!client.printed(answer)) {
      System.out.println("run " + which.number + " of " + which.project + " " + done);
    }
    return 0;
  }
}
