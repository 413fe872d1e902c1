package dev.modelgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.modelgate.embedded.EmbeddedKafka;
import dev.modelgate.embedded.EmbeddedPostgres;
import dev.modelgate.standalone.client.Api;
import dev.modelgate.standalone.client.Connection;
import dev.modelgate.standalone.client.PostReceiveHook;
import dev.modelgate.standalone.server.DataFolder;
import dev.modelgate.standalone.server.Server;
import dev.modelgate.standalone.server.ServerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A push that falls into an outage of a minute gets its verdict when the outage is over. */
@Execution(ExecutionMode.CONCURRENT)
class OutageTest {

  private static final Duration OUTAGE = Duration.ofSeconds(60);

  /** Ends a part, and starts it again on the same data. */
  private interface Outage {
    AutoCloseable startAgain() throws Exception;
  }

  @Test
  void judgesAPushMadeWhileKafkaWasAwayForAMinute() throws Exception {
    judgesAPushMadeDuring(
        "kafka",
        (server, data) -> {
          server.parts().kafka().close();
          return () -> EmbeddedKafka.start(data.resolve("kafka"));
        });
  }

  @Test
  void judgesAPushMadeWhilePostgresqlWasAwayForAMinute() throws Exception {
    judgesAPushMadeDuring(
        "postgres",
        (server, data) -> {
          server.parts().postgres().close();
          return () -> EmbeddedPostgres.start(data.resolve("postgres"));
        });
  }

  private static void judgesAPushMadeDuring(String part, BiFunction<Server, Path, Outage> outage)
      throws Exception {
    try (Workplace place = Workplace.create();
        Server server =
            Server.start(
                new ServerOptions(
                    new DataFolder(place.of("data")),
                    0,
                    new ServerOptions.IncludedRunner("runner-" + part, List.of("cpu"), 1, false)));
        Api api = new Api(new Connection(server.url(), server.token()))) {
      Repository repository = Repository.create(place.of("git"), part);
      JsonNode project =
          api.post(
              "/api/projects",
              Map.of("name", part, "repository", repository.bare().toString(), "provider", "git"));
      PostReceiveHook.install(repository.bare(), project.path("hook"));

      Outage begun = outage.apply(server, place.of("data"));
      String sha =
          repository
              .write(
                  ".modelgate/config.yaml",
                  """
                  version: 3
                  workflows:
                    train:
                      run: echo '{"accuracy":0.95}' > metrics.json
                      checks:
                        json:metrics.json:/accuracy: {at-least: 0.9}
                  """)
              .push("main", "while " + part + " is away");
      TimeUnit.NANOSECONDS.sleep(OUTAGE.toNanos());
      try (AutoCloseable again = begun.startAgain()) {
        JsonNode run =
            Awaitility.await("the verdict")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200))
                .until(
                    () -> runOf(api, part, sha),
                    it -> it.path("state").asText().equals("finished"));
        assertThat(run.path("verdict").asText()).as(again + ": " + run).isEqualTo("passed");
        RunningServer.await("the note", () -> repository.note(sha), note -> !note.isEmpty());
        assertThat(repository.notesWritten()).isEqualTo(1);
      }
    }
  }

  private static JsonNode runOf(Api api, String project, String sha) {
    return api.find("/api/commits/" + project + "/" + sha)
        .map(commit -> commit.path("runs").path(0))
        .orElse(MissingNode.getInstance());
  }
}
