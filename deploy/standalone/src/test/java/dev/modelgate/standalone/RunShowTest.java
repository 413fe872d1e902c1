package dev.modelgate.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What scripts learn from {@code run show}. */
class RunShowTest {

  private static final String RUN = "/api/runs/fruits/2";

  @TempDir Path folder;
  private StandInApi api;

  @BeforeEach
  void start() throws IOException {
    api = new StandInApi().servesFolder(folder);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @ParameterizedTest
  @CsvSource({
    "passed, 0",
    "skipped, 0",
    "failed, 1",
    "errored, 1",
    "cancelled, 1",
    "inconclusive, 1",
    "superseded, 1"
  })
  void endsAsTheVerdictSays(String verdict, int exitCode) {
    api.says(RUN, 200, run("finished", verdict, verdict));
    assertThat(show().exitCode()).isEqualTo(exitCode);
    assertThat(show("--wait").exitCode()).isEqualTo(exitCode);
  }

  @ParameterizedTest
  @CsvSource({"queued", "running"})
  void isNoYesBeforeTheVerdict(String state) {
    api.says(RUN, 200, undecided(state, state));
    assertThat(show().exitCode()).isEqualTo(3);
  }

  @Test
  void waitsForTheVerdictAndSaysEachStateOnce() {
    api.says(RUN, 404, "{\"message\": \"there is none\"}")
        .says(RUN, 200, undecided("queued", "queued"))
        .says(RUN, 200, undecided("running", "running on ada"))
        .says(RUN, 200, undecided("running", "running on ada"))
        .says(RUN, 200, run("finished", "failed", "failed: loss"));
    Printed shown = show("--wait");
    assertThat(shown.exitCode()).isEqualTo(1);
    assertThat(shown.error().lines())
        .containsExactly("· not there yet", "· queued", "· running on ada");
    assertThat(shown.out()).startsWith("✗ failed  loss\n");
  }

  @Test
  void takesTheNumberAsPeopleWriteIt() {
    api.says(RUN, 200, run("finished", "passed", "passed"));
    assertThat(Printed.by("run", "show", "fruits", "#2", "--data", folder.toString()).exitCode())
        .isZero();
  }

  @Test
  void leavesStandardOutputToTheAnswerWhereItIsJson() {
    api.says(RUN, 200, undecided("queued", "queued"))
        .says(RUN, 200, run("finished", "passed", "passed"));
    assertThat(show("--wait", "--json").json().path("verdict").asText()).isEqualTo("passed");
  }

  @Test
  void waitsForAllThatACommitLeadsTo() {
    String sha = "a".repeat(40);
    String path = "/api/commits/fruits/" + sha;
    api.says(path, 404, "{}")
        .says(path, 200, commit("pending", "pending"))
        .says(path, 200, commit("success", "pending"))
        .says(path, 200, commit("success", "success"));
    Printed shown = showCommit(sha, "--wait");
    assertThat(shown.exitCode()).isZero();
    assertThat(shown.error().lines()).containsExactly("· not there yet", "· it is pending");
    assertThat(shown.out()).contains("✓ modelgate/train  it is success  http://there");
  }

  @Test
  void saysThatACommitDidNotPassWhereOneOfItsRunsDidNotOrNothingRan() {
    api.says("/api/commits/fruits/" + "b".repeat(40), 200, commit("success", "failure"));
    assertThat(showCommit("b".repeat(40)).exitCode()).isEqualTo(1);
    api.says("/api/commits/fruits/" + "c".repeat(64), 200, commit("success", "pending"));
    assertThat(showCommit("c".repeat(64)).exitCode()).isEqualTo(3);
    api.says(
        "/api/commits/fruits/" + "d".repeat(40),
        200,
        "{\"contexts\": [], \"declined\": {\"sentence\": \"No workflow.\"}}");
    Printed nothing = showCommit("d".repeat(40));
    assertThat(nothing.exitCode()).isEqualTo(1);
    assertThat(nothing.out()).isEqualTo("· nothing ran  No workflow.\n");
  }

  private static String commit(String first, String second) {
    return """
    {"contexts": [
      {"context": "modelgate", "state": "%1$s", "description": "it is pending", "url": ""},
      {"context": "modelgate/train", "state": "%2$s", "description": "it is %2$s", "url": "http://there"}
    ]}
    """
        .formatted(first, second);
  }

  private Printed showCommit(String sha, String... more) {
    List<String> all =
        new ArrayList<>(List.of("run", "show", "fruits", sha, "--data", folder.toString()));
    all.addAll(List.of(more));
    return Printed.by(all.toArray(String[]::new));
  }

  private static String run(String state, String verdict, String sentence) {
    return """
    {"project": "fruits", "number": 2, "state": "%s", "verdict": "%s", "sentence": "%s"}
    """
        .formatted(state, verdict, sentence);
  }

  private static String undecided(String state, String sentence) {
    return run(state, "", sentence).replace("\"verdict\": \"\"", "\"verdict\": null");
  }

  private Printed show(String... more) {
    String[] all = new String[more.length + 6];
    System.arraycopy(
        new String[] {"run", "show", "fruits", "2", "--data", folder.toString()}, 0, all, 0, 6);
    System.arraycopy(more, 0, all, 6, more.length);
    return Printed.by(all);
  }
}
