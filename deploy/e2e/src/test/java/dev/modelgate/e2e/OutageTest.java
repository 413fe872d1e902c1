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
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A push that falls into an outage gets its verdict when the outage is over. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageTest {

  private static final Duration A_WHILE = Duration.ofSeconds(15);
  private static final Duration A_MINUTE = Duration.ofSeconds(60);

  private Workplace place;
  private Server server;
  private Api api;
  private AutoCloseable kafka;
  private AutoCloseable postgres;

  @BeforeAll
  void start() throws Exception {
    place = Workplace.create();
    server =
        Server.start(
            new ServerOptions(
                new DataFolder(place.of("data")),
                0,
                new ServerOptions.IncludedRunner("runner", List.of("cpu"), 1, false)));
    api = new Api(new Connection(server.url(), server.token()));
    kafka = server.parts().kafka();
    postgres = server.parts().postgres();
  }

  @AfterAll
  void stop() throws Exception {
    api.close();
    server.close();
    kafka.close();
    postgres.close();
    place.close();
  }

  @Test
  void judgesAPushMadeWhileKafkaWasAway() throws Exception {
    kafka = judgesAPushMadeWhileAway(A_WHILE, "kafka", kafka, EmbeddedKafka::start);
  }

  @Test
  void judgesAPushMadeWhilePostgresqlWasAway() throws Exception {
    postgres = judgesAPushMadeWhileAway(A_WHILE, "postgres", postgres, EmbeddedPostgres::start);
  }

  @Test
  @Tag("soak")
  void judgesAPushMadeWhileKafkaWasAwayForAMinute() throws Exception {
    kafka = judgesAPushMadeWhileAway(A_MINUTE, "kafka", kafka, EmbeddedKafka::start);
  }

  @Test
  @Tag("soak")
  void judgesAPushMadeWhilePostgresqlWasAwayForAMinute() throws Exception {
    postgres = judgesAPushMadeWhileAway(A_MINUTE, "postgres", postgres, EmbeddedPostgres::start);
  }

  /** Ends a part, pushes, starts the part again on the same data; answers it. */
  private AutoCloseable judgesAPushMadeWhileAway(
      Duration outage, String name, AutoCloseable part, Function<Path, AutoCloseable> start)
      throws Exception {
    String project = name + "-" + outage.toSeconds();
    Repository repository = Repository.create(place.of("git"), project);
    JsonNode registered =
        api.post(
            "/api/projects",
            Map.of("name", project, "repository", repository.bare().toString(), "provider", "git"));
    PostReceiveHook.install(repository.bare(), registered.path("hook"));

    part.close();
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
            .push("main", "while " + name + " is away");
    TimeUnit.NANOSECONDS.sleep(outage.toNanos());
    AutoCloseable again = start.apply(place.of("data").resolve(name));
    JsonNode run =
        Awaitility.await("the verdict")
            .atMost(Duration.ofSeconds(90))
            .pollInterval(Duration.ofMillis(200))
            .until(() -> runOf(project, sha), it -> it.path("state").asText().equals("finished"));
    assertThat(run.path("verdict").asText()).as(run.toString()).isEqualTo("passed");
    RunningServer.await("the note", () -> repository.note(sha), note -> !note.isEmpty());
    assertThat(repository.notesWritten()).isEqualTo(1);
    return again;
  }

  private JsonNode runOf(String project, String sha) {
    return api.find("/api/commits/" + project + "/" + sha)
        .map(commit -> commit.path("runs").path(0))
        .orElse(MissingNode.getInstance());
  }
}
