package dev.modelgate.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelgate.events.DeclineReason;
import dev.modelgate.events.PlanDeclined;
import dev.modelgate.reporter.render.Digest;
import dev.modelgate.testkit.Samples;
import dev.modelgate.testkit.TestService;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiTest {

  private static TestService service;
  private static Browser browser;

  @BeforeAll
  static void start(@TempDir Path data) {
    service = TestService.start("reporter", data, Map.of("modelgate.loop.enabled", false));
    browser = new Browser(service);
    service.handle(Samples.projectRegistered().build());
    Told base = new Told(1, sha(1));
    base.all().forEach(heard -> service.handle(heard.event()));
    Told failed = new Told(2, sha(2)).failedAgainst(base);
    failed.branch = "feature/x";
    failed.at = Samples.AT.plusSeconds(60);
    failed.all().forEach(heard -> service.handle(heard.event()));
    Told running = new Told(3, sha(3));
    running.at = Samples.AT.plusSeconds(120);
    running.all().subList(0, 3).forEach(heard -> service.handle(heard.event()));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void listsRunsNewestFirst() {
    assertThat(numbers("/api/runs")).containsExactly(3, 2, 1);
    assertThat(numbers("/api/runs?limit=1")).containsExactly(3);
    assertThat(numbers("/api/runs?branch=feature%2Fx")).containsExactly(2);
    assertThat(numbers("/api/runs?verdict=failed")).containsExactly(2);
    assertThat(numbers("/api/runs?verdict=running")).containsExactly(3);
    assertThat(numbers("/api/runs?project=nobody")).isEmpty();
  }

  @Test
  void answersEveryFieldOfARun() {
    JsonNode run = browser.json("/api/runs/penguins/2");
    assertThat(fields(run))
        .containsExactlyInAnyOrder(
            "project",
            "number",
            "workflow",
            "ref",
            "branch",
            "sha",
            "subject",
            "author",
            "state",
            "verdict",
            "reason",
            "sentence",
            "createdAt",
            "startedAt",
            "finishedAt",
            "runner",
            "rerunOf",
            "onDefaultBranch",
            "waiting",
            "experiments",
            "problems",
            "next",
            "url");
    assertThat(run.path("next").asText()).startsWith("git diff ");
    assertThat(run.path("url").asText()).endsWith("/projects/penguins/runs/2");
    assertThat(run.path("state").asText()).isEqualTo("finished");
    assertThat(run.path("verdict").asText()).isEqualTo("failed");
    assertThat(run.path("branch").asText()).isEqualTo("feature/x");
    assertThat(run.path("createdAt").asText()).isEqualTo("2026-01-02T03:05:05Z");
    JsonNode experiment = run.path("experiments").path(0);
    assertThat(experiment.path("outcome").asText()).isEqualTo("succeeded");
    JsonNode check = experiment.path("checks").path(0);
    assertThat(fields(check))
        .containsExactlyInAnyOrder(
            "key",
            "aggregate",
            "value",
            "judged",
            "verdict",
            "bounds",
            "target",
            "boundsMet",
            "comparison",
            "baseline",
            "comparisonMet",
            "reason",
            "sentence",
            "inComment");
    assertThat(check.path("bounds").path(0).path("operator").asText()).isEqualTo("at-least");
    assertThat(check.path("comparison").path("better").asText()).isEqualTo("higher");
    assertThat(check.path("baseline").path("runNumber").asInt()).isEqualTo(1);
    assertThat(check.path("value").asText()).isEqualTo("0.9480000002");
  }

  @Test
  void saysNullOfWhatIsNotKnownYet() {
    JsonNode run = browser.json("/api/runs/penguins/3");
    assertThat(run.path("state").asText()).isEqualTo("running");
    assertThat(run.path("verdict").isNull()).isTrue();
    assertThat(run.path("finishedAt").isNull()).isTrue();
    assertThat(run.path("experiments").path(0).path("checks").path(0).path("verdict").isNull())
        .isTrue();
  }

  @Test
  void answersTheCommentAsMarkdown() {
    HttpResponse<String> comment = browser.get("/api/runs/penguins/2/comment");
    assertThat(comment.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/markdown");
    assertThat(comment.body()).startsWith("<!-- modelgate:comment -->\n### ✗ train: ");
  }

  @Test
  void answersWhatIsSaidOfACommit() {
    JsonNode commit = browser.json("/api/commits/penguins/" + sha(2));
    assertThat(commit.path("contexts").findValuesAsText("context"))
        .containsExactly(
            "modelgate", "modelgate/train", "modelgate/train/json:metrics.json:/accuracy");
    assertThat(commit.path("contexts").findValuesAsText("state"))
        .containsExactly("failure", "failure", "failure");
    assertThat(commit.path("declined").isNull()).isTrue();
  }

  @Test
  void saysWhyNothingRan() {
    service.handle(
        PlanDeclined.newBuilder()
            .setEventId("declined")
            .setOccurredAt(Samples.AT)
            .setProjectId(Samples.PROJECT_ID)
            .setProjectName("penguins")
            .setRepository("/srv/git/penguins.git")
            .setRef("refs/heads/main")
            .setSha(sha(10))
            .setReason(DeclineReason.NO_WORKFLOW_FILE)
            .setSentence("the commit has no workflow file")
            .build());
    JsonNode commit = browser.json("/api/commits/penguins/" + sha(10));
    assertThat(commit.path("declined").path("reason").asText()).isEqualTo("no-workflow-file");
    assertThat(commit.path("contexts").path(0).path("description").asText())
        .isEqualTo("nothing to run: the commit has no workflow file");
    assertThat(commit.path("runs")).isEmpty();
  }

  @Test
  void answersWhatIsMissingAsJson() {
    HttpResponse<String> answer = browser.get("/api/runs/penguins/99");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(Browser.parse(answer.body()).path("error").asText()).isEqualTo("not-found");
    assertThat(browser.get("/api/runs/penguins/x").statusCode()).isEqualTo(400);
    assertThat(browser.get("/api/nope").body()).startsWith("{");
  }

  @Test
  void answersSchemasAsARegistryDoes() {
    JsonNode subjects = browser.json("/subjects");
    assertThat(subjects).anyMatch(s -> s.asText().equals("dev.modelgate.events.ChecksEvaluated"));
    String versions = "/subjects/dev.modelgate.events.ChecksEvaluated/versions";
    assertThat(browser.json(versions)).isNotEmpty();
    JsonNode latest = browser.json(versions + "/latest");
    assertThat(latest.path("subject").asText()).isEqualTo("dev.modelgate.events.ChecksEvaluated");
    JsonNode byId = browser.json("/schemas/ids/" + latest.path("id").asInt());
    assertThat(byId.path("schema").asText()).isEqualTo(latest.path("schema").asText());
    assertThat(Browser.parse(byId.path("schema").asText()).path("name").asText())
        .isEqualTo("ChecksEvaluated");
    HttpResponse<String> missing = browser.get("/schemas/ids/999999");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(Browser.parse(missing.body()).path("error_code").asInt()).isEqualTo(40403);
    assertThat(browser.get("/subjects/nobody/versions").body()).contains("40401");
    assertThat(browser.get(versions + "/77").body()).contains("40402");
  }

  private static List<Integer> numbers(String path) {
    return browser.json(path).path("runs").findValues("number").stream()
        .map(JsonNode::asInt)
        .toList();
  }

  private static List<String> fields(JsonNode node) {
    var names = new ArrayList<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String sha(int number) {
    return Digest.sha256("api " + number).substring(0, 40);
  }
}
