package dev.modelgate.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.events.Command;
import dev.modelgate.events.CommandReceived;
import dev.modelgate.events.ProjectRegistered;
import dev.modelgate.events.wire.Topic;
import dev.modelgate.ingest.Ingest.Answer;
import dev.modelgate.ingest.Ingest.Registered;
import dev.modelgate.testkit.TestService;
import dev.modelgate.testkit.TestService.Emitted;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people may ask of ingest, who may, and what they are told. */
@ExtendWith(SharedService.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiTest {

  private Ingest ingest;

  @BeforeAll
  void start(TestService service) {
    ingest = Ingest.of(service);
  }

  @Test
  void registersAProjectAndSaysSo() {
    Answer answer =
        ingest.post(
            "/api/projects",
            "{'name':'new','repository':'/srv/new.git/','defaultBranch':'trunk','team':'vision'}");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json())
        .containsEntry("name", "new")
        .containsEntry("repository", "/srv/new.git")
        .containsEntry("provider", "git")
        .containsEntry("team", "vision")
        .containsEntry("defaultBranch", "trunk")
        .containsEntry("buildBranches", "all");
    Map<String, Object> hook = answer.object("hook");
    String id = String.valueOf(hook.get("id"));
    assertThat(id).matches("[0-9a-f]{32}");
    assertThat(hook.get("url")).isEqualTo("http://127.0.0.1:8080/webhooks/git/" + id);
    assertThat(String.valueOf(hook.get("secret"))).matches("[0-9a-f]{64}");
    assertThat(String.valueOf(hook.get("script")))
        .startsWith("#!/bin/sh")
        .contains("url='http://127.0.0.1:8080/webhooks/git/" + id + "'", "'/srv/new.git'")
        .doesNotContain(String.valueOf(hook.get("secret")));

    Emitted emitted =
        ingest.service().emitted().stream()
            .filter(one -> one.key().equals(answer.text("id")))
            .findFirst()
            .orElseThrow();
    assertThat(emitted.topic()).isEqualTo(ingest.service().topic(Topic.PROJECTS));
    assertThat(emitted.event())
        .isInstanceOfSatisfying(
            ProjectRegistered.class,
            event -> {
              assertThat(event.getProjectName()).isEqualTo("new");
              assertThat(event.getSettings().getTeam()).isEqualTo("vision");
            });
  }

  @Test
  void answersTheSameToTheSameRegistration() {
    Registered first = ingest.register("same");
    long rows = ingest.service().number("select count(*) from outbox");
    assertThat(ingest.register("same")).isEqualTo(first);
    assertThat(ingest.service().number("select count(*) from outbox")).isEqualTo(rows);
  }

  @Test
  void refusesATakenNameAndATakenRepository() {
    ingest.register("taken");
    Answer name = ingest.post("/api/projects", "{'name':'taken','repository':'/srv/other.git'}");
    assertThat(name.status()).isEqualTo(409);
    assertThat(name.text("error")).isEqualTo("name-taken");
    Answer repository =
        ingest.post("/api/projects", "{'name':'taken2','repository':'/srv/taken.git'}");
    assertThat(repository.status()).isEqualTo(409);
    assertThat(repository.text("error")).isEqualTo("repository-taken");
    assertThat(repository.text("message")).contains("'taken'");
  }

  @Test
  void showsProjectsWithoutTheirSecrets() {
    ingest.register("shown");
    Answer one = ingest.get("/api/projects/shown");
    assertThat(one.status()).isEqualTo(200);
    assertThat(one.json()).containsEntry("defaultBranch", null);
    assertThat(one.object("hook")).containsOnlyKeys("id", "url");
    assertThat(ingest.get("/api/projects").list("projects"))
        .extracting(project -> project.get("name"))
        .contains("shown");
    Answer none = ingest.get("/api/projects/nobody");
    assertThat(none.status()).isEqualTo(404);
    assertThat(none.text("error")).isEqualTo("unknown-project");
    assertThat(ingest.get("/api/projects/a%00b").status()).isEqualTo(404);
  }

  @Test
  void removesAProjectAndLetsItsNameBeTakenAnew() {
    Registered first = ingest.register("again");
    assertThat(ingest.delete("/api/projects/again").status()).isEqualTo(204);
    assertThat(ingest.delete("/api/projects/again").status()).isEqualTo(404);
    assertThat(ingest.delete("/api/projects/a%00b").status()).isEqualTo(404);
    assertThat(ingest.service().emitted())
        .contains(new Emitted(ingest.service().topic(Topic.PROJECTS), first.id(), null));
    Registered second = ingest.register("again");
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(second.hook()).isNotEqualTo(first.hook());
    assertThat(second.secret()).isNotEqualTo(first.secret());
  }

  @Test
  void asksForTheTokenOfAnAdminToChangeAnything() {
    String project = "{'name':'mine','repository':'/srv/mine.git'}";
    String command = "{'project':'mine','run':1,'command':'rerun'}";
    for (Answer answer :
        List.of(
            ingest.post("/api/projects", project, null),
            ingest.post("/api/projects", project, "nonsense"),
            ingest.post("/api/projects", project, Ingest.token("eve", "admin") + "x"),
            ingest.post("/api/commands", command, null),
            ingest.delete("/api/projects/mine", null))) {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.text("error")).isEqualTo("unauthorized");
      assertThat(answer.text("message")).contains("Expected a token");
    }
    for (Answer answer :
        List.of(
            ingest.post("/api/projects", project, Ingest.token("bob", "reader")),
            ingest.post("/api/commands", command, Ingest.token("bob", "reader")),
            ingest.delete("/api/projects/mine", Ingest.token("bob", "reader")))) {
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.text("error")).isEqualTo("forbidden");
    }
  }

  @Test
  void saysWhatIsWrongWithARequest() {
    Answer fields = ingest.post("/api/projects", "{'name':'No','repository':'http://x/y'}");
    assertThat(fields.status()).isEqualTo(400);
    assertThat(fields.text("error")).isEqualTo("invalid-request");
    assertThat(fields.list("problems"))
        .extracting(problem -> problem.get("field"))
        .containsExactly("name", "repository");
    Answer json = ingest.post("/api/projects", "{");
    assertThat(json.status()).isEqualTo(400);
    assertThat(json.text("error")).isEqualTo("invalid-json");
    Answer empty = ingest.post("/api/commands", "");
    assertThat(empty.status()).isEqualTo(400);
    Answer path = ingest.get("/api/nothing");
    assertThat(path.status()).isIn(401, 404);
    assertThat(path.json()).containsKeys("error", "message");
    Answer large = ingest.post("/api/projects", " ".repeat(70_000));
    assertThat(large.status()).isEqualTo(413);
  }

  @Test
  void passesCommandsOn() {
    Registered project = ingest.register("commanded");
    Answer answer =
        ingest.post("/api/commands", "{'project':'commanded','run':42,'command':'rerun'}");
    assertThat(answer.status()).isEqualTo(202);
    assertThat(
            ingest
                .post("/api/commands", "{'project':'commanded','run':7,'command':'cancel'}")
                .status())
        .isEqualTo(202);

    List<CommandReceived> commands = ingest.service().emitted(CommandReceived.class);
    CommandReceived rerun = commands.getFirst();
    assertThat(rerun.getEventId()).isEqualTo(answer.text("eventId"));
    assertThat(rerun.getProjectId()).isEqualTo(project.id());
    assertThat(rerun.getCommand()).isEqualTo(Command.RERUN);
    assertThat(rerun.getRunNumber()).isEqualTo(42);
    assertThat(rerun.getBy()).isEqualTo("ada");
    assertThat(commands.getLast().getCommand()).isEqualTo(Command.CANCEL);
  }

  @Test
  void refusesCommandsThatNobodyCanCarryOut() {
    Answer invalid =
        ingest.post("/api/commands", "{'project':7,'run':0,'command':'reboot','force':true}");
    assertThat(invalid.status()).isEqualTo(400);
    assertThat(invalid.list("problems"))
        .extracting(problem -> problem.get("field"))
        .containsExactlyInAnyOrder("force", "project", "run", "command");
    for (String name : List.of("nobody", "a\\u0000b")) {
      String command = "{'project':'%s','run':1,'command':'rerun'}".formatted(name);
      assertThat(ingest.post("/api/commands", command).status()).isEqualTo(404);
    }
  }

  @Test
  void tellsHowItIsWithoutAToken() {
    assertThat(ingest.get("/health").text("status")).isEqualTo("UP");
    assertThat(
            ingest
                .send(HttpRequest.newBuilder(ingest.resolve("/prometheus")).GET().build())
                .status())
        .isEqualTo(200);
  }
}
