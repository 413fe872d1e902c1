package dev.modelgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One server that meets trouble, of its own and of others, and loses nothing by it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerTest {

  private static final String WORKFLOW =
      """
      version: 3
      workflows:
        train:
          run: echo '{"accuracy":0.95}' > metrics.json
          checks:
            json:metrics.json:/accuracy: {at-least: 0.9}
      """;

  private Workplace place;
  private RunningServer server;

  @BeforeAll
  void start() throws Exception {
    place = Workplace.create();
    server = RunningServer.start(place);
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
    place.close();
  }

  @Test
  void endsARunWithOneVerdictAndOneNoteAlthoughItWasKilledWhileTheJobRan() throws Exception {
    Patient project = Patient.create(server.site(), place, "patient");
    Patient.Push push = project.push("main", "wait-for-me");
    project.awaitStart(push);
    server.killAndStartAgain();
    project.letGo(push);
    assertThat(project.doubts(push)).isEmpty();
    assertThat(project.repository().note(push.sha())).contains("train", "passed");
  }

  @Test
  void letsOtherProjectsGoOnWhereARepositoryIsLostAndCatchesUpWhenItIsBack() throws Exception {
    Repository lost = Repository.create(place.of("git"), "lost");
    Repository fine = Repository.create(place.of("git"), "fine");
    server.register("lost", lost);
    server.register("fine", fine);

    Path away = place.of("git/away.git");
    Files.move(lost.bare(), away);
    String lostSha =
        new Repository(away, lost.work())
            .write(".modelgate/config.yaml", WORKFLOW)
            .pushTo(away, "main", "nobody can fetch this");
    String fineSha = fine.write(".modelgate/config.yaml", WORKFLOW).push("main", "go on");

    JsonNode passed = server.awaitRun("fine", fineSha, Site::isOver);
    assertThat(passed.path("verdict").asText()).as(passed.toPrettyString()).isEqualTo("passed");
    assertThat(server.get("/api/commits/lost/" + lostSha).path("runs")).isEmpty();

    Files.move(away, lost.bare());
    JsonNode caughtUp = server.awaitRun("lost", lostSha, Site::isOver);
    assertThat(caughtUp.path("verdict").asText()).as(caughtUp.toPrettyString()).isEqualTo("passed");
  }
}
