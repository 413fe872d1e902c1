package dev.modelgate.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.events.DeclineReason;
import dev.modelgate.events.PlanDeclined;
import dev.modelgate.events.Problem;
import dev.modelgate.events.ReportDelivered;
import dev.modelgate.events.wire.Topic;
import dev.modelgate.reporter.render.Digest;
import dev.modelgate.stream.Ids;
import dev.modelgate.testkit.Samples;
import dev.modelgate.testkit.TestService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoteDeliveryTest {

  private static TestService service;

  @TempDir Path folder;
  private BareRepository repository;

  @BeforeAll
  static void start(@TempDir Path data) {
    service = TestService.start("reporter", data, Map.of());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void makeRepository() {
    repository = register("penguins.git");
  }

  @Test
  void writesOneNoteAndSaysSoOnceHoweverOftenItHears() {
    Told told = run(1, "once");
    for (int time = 0; time < 2; time++) {
      told.all().forEach(heard -> send(heard.topic(), heard.event()));
    }
    List<ReportDelivered> delivered = awaitDelivered(told.sha, 1);
    assertThat(repository.note(told.sha))
        .contains(
            """
            ✓ modelgate: 1 workflow passed
            ✓ modelgate/train: passed in 6.2 s on laptop, 1 check passed (run 1)
              ✓ json:metrics.json:/accuracy: accuracy 0.976 is at least 0.90, first result
            http://127.0.0.1:8080/projects/penguins/runs/1
            """);
    assertThat(delivered.getFirst().getContentSha256())
        .isEqualTo(Digest.sha256(repository.note(told.sha).orElseThrow()));
    told.all().forEach(heard -> service.handle(heard.event()));
    Told after = run(2, "after");
    after.all().forEach(heard -> send(heard.topic(), heard.event()));
    awaitDelivered(after.sha, 1);
    assertThat(delivered(told.sha)).hasSize(1);
    assertThat(repository.noteCommits()).isEqualTo(2);
  }

  @Test
  void keepsTheNotesOfAnotherWriterWhoWritesAtTheSameTime() {
    List<Told> runs = List.of(run(11, "a"), run(12, "b"), run(13, "c"), run(14, "d"));
    List<String> others = IntStream.range(0, 25).mapToObj(i -> repository.commit("o" + i)).toList();
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> others.forEach(sha -> repository.foreignNote(sha, "seen by a person")));
    runs.forEach(told -> told.all().forEach(heard -> send(heard.topic(), heard.event())));
    writer.join();
    runs.forEach(told -> awaitDelivered(told.sha, 1));
    assertThat(runs).allSatisfy(told -> assertThat(repository.note(told.sha)).isPresent());
    assertThat(others)
        .allSatisfy(sha -> assertThat(repository.note(sha)).contains("seen by a person\n"));
  }

  @Test
  void writesItWhenTheRepositoryIsBack() throws IOException {
    Told told = run(21, "away");
    Path elsewhere = folder.resolve("moved.git");
    Files.move(repository.folder, elsewhere);
    told.all().forEach(heard -> send(heard.topic(), heard.event()));
    BareRepository reachable = register("other.git");
    Told other = run(22, reachable.commit("fine"), reachable.folder.toString());
    other.all().forEach(heard -> send(heard.topic(), heard.event()));
    awaitDelivered(other.sha, 1);
    assertThat(delivered(told.sha)).isEmpty();
    Files.move(elsewhere, repository.folder);
    awaitDelivered(told.sha, 1);
    assertThat(repository.note(told.sha)).isPresent();
  }

  @Test
  void saysSoOnceWhenItWasKilledAfterWriting() {
    Told told = run(31, "killed");
    String text =
        """
        ✓ modelgate: 1 workflow passed
        ✓ modelgate/train: passed in 6.2 s on laptop, 1 check passed (run 31)
          ✓ json:metrics.json:/accuracy: accuracy 0.976 is at least 0.90, first result
        http://127.0.0.1:8080/projects/penguins/runs/31
        """;
    String blob = repository.git(text, "hash-object", "-w", "--stdin");
    repository.git("", "notes", "--ref=refs/notes/modelgate", "add", "-C", blob, told.sha);
    told.all().forEach(heard -> send(heard.topic(), heard.event()));
    awaitDelivered(told.sha, 1);
    assertThat(repository.note(told.sha)).contains(text);
    assertThat(repository.noteCommits()).isEqualTo(1);
  }

  @Test
  void writesEachNoteOnceWhereTwoReportersAreAlive(@TempDir Path otherData) throws Exception {
    List<Told> runs = IntStream.range(51, 59).mapToObj(i -> run(i, "both" + i)).toList();
    try (AutoCloseable other = service.another(Map.of("modelgate.data", otherData.toString()))) {
      assertThat(other).isNotNull();
      for (int time = 0; time < 2; time++) {
        runs.forEach(told -> told.all().forEach(heard -> send(heard.topic(), heard.event())));
      }
      runs.forEach(told -> awaitDelivered(told.sha, 1));
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> service.number("select count(*) from task") == 0);
    }
    assertThat(runs).allSatisfy(told -> assertThat(repository.note(told.sha)).isPresent());
    assertThat(runs).allSatisfy(told -> assertThat(delivered(told.sha)).hasSize(1));
    assertThat(repository.noteCommits()).isEqualTo(runs.size());
  }

  @Test
  void waitsForTheRestOfAVerdictThatCameFirst() {
    Told told = run(41, "early");
    service.handle(told.planned());
    service.handle(told.runEvaluated());
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                service.number("select count(*) from task where payload like '%" + told.sha + "%'")
                    > 0);
    List.of(told.started(), told.finished(), told.evaluated(), told.runFinished())
        .forEach(service::handle);
    awaitDelivered(told.sha, 1);
    assertThat(repository.noteCommits()).isEqualTo(1);
    assertThat(repository.note(told.sha).orElseThrow()).contains("passed in 6.2 s on laptop");
  }

  @Test
  void putsTheErrorsOfAFileOnItsCommit() {
    String sha = repository.commit("broken");
    send(
        Topic.WORKFLOW_PLANS,
        PlanDeclined.newBuilder()
            .setEventId("declined-" + sha)
            .setOccurredAt(Samples.AT)
            .setProjectId(projectId(repository.folder.toString()))
            .setProjectName("penguins")
            .setRepository(repository.folder.toString())
            .setRef("refs/heads/broken")
            .setSha(sha)
            .setReason(DeclineReason.INVALID)
            .setSentence("the workflow file has errors")
            .setProblems(
                List.of(
                    Problem.newBuilder()
                        .setPath(".modelgate/config.yaml")
                        .setLine(4)
                        .setColumn(5)
                        .setMessage("unknown key \"rum\", did you mean \"run\"?")
                        .build()))
            .build());
    awaitDelivered(sha, 1);
    assertThat(repository.note(sha).orElseThrow())
        .startsWith(
            "! modelgate: error: .modelgate/config.yaml:4 unknown key \"rum\", did you mean"
                + " \"run\"?\n");
  }

  @Test
  void replacesTheWholeNoteWhenTheRunIsRepeated() {
    Told first = run(51, "repeated").exitedWith(1);
    first.all().forEach(heard -> send(heard.topic(), heard.event()));
    awaitDelivered(first.sha, 1);
    Told again = run(52, first.sha, first.repository);
    again.all().forEach(heard -> send(heard.topic(), heard.event()));
    awaitDelivered(first.sha, 2);
    assertThat(repository.note(first.sha).orElseThrow())
        .contains("run 52")
        .doesNotContain("run 51");
  }

  @Test
  void writesIntoTheRegisteredRepositoryAndNoOther() {
    Told told = run(61, "deputy");
    BareRepository foreign = new BareRepository(folder.resolve("foreign.git"));
    told.repository = foreign.folder.toString();
    told.all().forEach(heard -> send(heard.topic(), heard.event()));
    awaitDelivered(told.sha, 1);
    assertThat(repository.note(told.sha)).isPresent();
    assertThat(foreign.note(told.sha)).isEmpty();
  }

  @Test
  void leavesTheRepositoryOfARemovedProjectAlone() {
    Told told = run(71, "removed");
    service.sendBytes(Topic.PROJECTS, told.projectId, null);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                service.number(
                        "select count(*) from project where removed and project_id = '"
                            + told.projectId
                            + "'")
                    == 1);
    told.all().forEach(heard -> service.handle(heard.event()));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> service.number("select count(*) from task") == 0);
    assertThat(repository.note(told.sha)).isEmpty();
    assertThat(delivered(told.sha)).isEmpty();
  }

  private Told run(int number, String name) {
    return run(number, repository.commit(name), repository.folder.toString());
  }

  private static Told run(int number, String sha, String repository) {
    Told told = new Told(number, sha);
    told.projectId = projectId(repository);
    told.repository = repository;
    return told;
  }

  private BareRepository register(String name) {
    BareRepository made = new BareRepository(folder.resolve(name));
    send(
        Topic.PROJECTS,
        Samples.projectRegistered()
            .setEventId("registered-" + made.folder)
            .setProjectId(projectId(made.folder.toString()))
            .setRepository(made.folder.toString())
            .build());
    return made;
  }

  private static String projectId(String repository) {
    return Ids.derived("project", repository);
  }

  private static void send(Topic topic, SpecificRecord event) {
    service.send(topic, (String) event.get(event.getSchema().getField("projectId").pos()), event);
  }

  private static List<ReportDelivered> delivered(String sha) {
    return service.emitted(ReportDelivered.class).stream()
        .filter(report -> report.getSha().equals(sha))
        .toList();
  }

  private static List<ReportDelivered> awaitDelivered(String sha, int count) {
    return Awaitility.await("note on " + sha)
        .atMost(Duration.ofSeconds(30))
        .until(() -> delivered(sha), reports -> reports.size() >= count);
  }
}
