package dev.modelgate.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.events.DeclineReason;
import dev.modelgate.events.PlanDeclined;
import dev.modelgate.reporter.bucket.Stored;
import dev.modelgate.reporter.render.Digest;
import dev.modelgate.reporter.render.Hostile;
import dev.modelgate.stream.Ids;
import dev.modelgate.testkit.Samples;
import dev.modelgate.testkit.TestParts;
import dev.modelgate.testkit.TestService;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PagesTest {

  private static final Pattern ELSEWHERE =
      Pattern.compile("(?:src|href|action)=\"(?!/(?!/)|#|\\?)[^\"]*\"");

  private static TestService service;
  private static Stored stored;
  private static Browser browser;

  @BeforeAll
  static void start(@TempDir Path data) {
    stored = new Stored("pages-test");
    Map<String, Object> settings = new HashMap<>(TestParts.s3Settings("pages-test"));
    settings.put("modelgate.loop.enabled", false);
    service = TestService.start("reporter", data, settings);
    browser = new Browser(service);
  }

  @AfterAll
  static void stop() {
    service.close();
    stored.close();
  }

  @Test
  @Order(1)
  void saysWhatToDoNextWhenNothingRan() {
    assertThat(browser.text("/")).contains("No run yet", "./modelgate project create");
    service.handle(Samples.projectRegistered().build());
    assertThat(browser.text("/")).contains("Push a commit to <strong>penguins</strong>");
  }

  @Test
  @Order(2)
  void listsRunsNewestFirstAndFilters() {
    Told base = tell(new Told(1, sha(1)));
    Told failed = new Told(2, sha(2)).failedAgainst(base);
    failed.branch = "bigger-steps";
    failed.subject = "learning rate × 8";
    failed.at = Samples.AT.plusSeconds(60);
    failed.environment = Map.of("LEARNING_RATE", "0.4", "STEPS", "400");
    tell(failed);

    String all = browser.text("/");
    assertThat(all.indexOf("learning rate × 8")).isLessThan(all.indexOf("train the baseline"));
    assertThat(all).contains("−2.9&#160;%", "bigger-steps", "laptop");
    assertThat(browser.text("/?branch=bigger-steps"))
        .contains("learning rate × 8")
        .doesNotContain("train the baseline");
    assertThat(browser.text("/?verdict=passed&project=penguins"))
        .contains("train the baseline")
        .doesNotContain("learning rate × 8");
    assertThat(browser.text("/?project=nobody")).contains("No run matches");
    HttpResponse<String> parent = browser.get("/projects/a%20b");
    assertThat(parent.statusCode()).isEqualTo(302);
    assertThat(parent.headers().firstValue("Location")).contains("/?project=a%20b");
  }

  @Test
  @Order(3)
  void showsARunFromItsVerdictToItsLog() {
    Told failed = new Told(2, sha(2));
    new Writing(service, stored, failed).store("step 1\n\u001b[31mstep 2\u001b[0m\ndone\n");
    assertThat(browser.text("/projects/penguins/runs/2"))
        .contains("<h1>accuracy 0.948 is 2.9&#160;% worse than main (0.976), 1&#160;% allowed</h1>")
        .contains("at least 0.90", "higher is better, 1&#160;% worse is allowed")
        .contains("LEARNING_RATE</th>", ">0.05</td>", ">0.4</td>")
        .contains("succeeded, exit code 0")
        .contains("git diff " + sha(1).substring(0, 7) + " " + sha(2).substring(0, 7))
        .contains("id=\"L2\"", "<span class=\"text\">step 2</span>")
        .doesNotContain("data-live");
  }

  @Test
  @Order(4)
  void keepsARunningRunLiveAndSaysWhyAQueuedOneWaits() {
    Told running = new Told(3, sha(3));
    running.all().subList(0, 3).forEach(heard -> service.handle(heard.event()));
    assertThat(browser.text("/projects/penguins/runs/3"))
        .contains("<h1>running on laptop</h1>", "data-live", "http-equiv=\"refresh\"");

    Told queued = new Told(4, sha(4));
    queued.all().subList(0, 2).forEach(heard -> service.handle(heard.event()));
    service.handle(queued.waiting(3, "no runner offers a100; offered are cpu"));
    service.handle(queued.waiting(2, "an older word"));
    assertThat(browser.text("/projects/penguins/runs/4"))
        .contains("no runner offers a100; offered are cpu", "Place 2 in the queue");
    assertThat(browser.text("/projects/penguins/commits/" + sha(4)))
        .contains("waiting: no runner offers a100; offered are cpu");
    assertThat(browser.json("/api/runs/penguins/4").path("waiting").path("sentence").asText())
        .isEqualTo("no runner offers a100; offered are cpu");
    assertThat(browser.json("/api/commits/penguins/" + sha(4)).path("contexts"))
        .extracting(context -> context.path("description").asText())
        .startsWith(
            "waiting: no runner offers a100; offered are cpu",
            "waiting: no runner offers a100; offered are cpu");
  }

  @Test
  @Order(5)
  void showsWhatStrangersWroteAsText() {
    int number = 100;
    for (String text : Hostile.TEXTS) {
      Told told = new Told(number, sha(number));
      told.subject = text;
      told.branch = text;
      told.runner = text;
      told.sentence = "failed: " + text;
      told.value = text;
      told.environment = Map.of(text, text);
      tell(told);
      new Writing(service, stored, told).store(text + "\n");
      number++;
    }
    for (int i = 100; i < number; i++) {
      assertIsInert(browser.text("/projects/penguins/runs/" + i));
      assertIsInert(browser.text("/projects/penguins/runs/" + i + "/log"));
      assertIsInert(browser.text("/projects/penguins/commits/" + sha(i)));
    }
    assertIsInert(browser.text("/?branch=%22%3E%3Cscript%3Ealert(1)%3C/script%3E"));
  }

  @Test
  @Order(6)
  void tellsOfPushesThatCameToNoRunUntilTheirBranchGoesOn() {
    service.handle(declined("broken", 1, DeclineReason.INVALID));
    service.handle(declined("plain", 2, DeclineReason.NO_WORKFLOW_FILE));
    assertThat(browser.text("/"))
        .contains("1 push came to no run", "/projects/penguins/commits/" + sha(501))
        .contains("nothing ran of broken")
        .doesNotContain("nothing ran of plain");
    assertThat(browser.text("/?branch=main")).doesNotContain("came to no run");
    assertThat(browser.text("/?verdict=failed")).doesNotContain("came to no run");
    assertThat(browser.text("/?branch=plain")).contains("nothing ran of plain");
    assertThat(browser.json("/api/runs").path("declined").findValuesAsText("branch"))
        .containsExactly("broken");
    assertThat(browser.json("/api/runs?branch=plain").path("declined").findValuesAsText("reason"))
        .containsExactly("no-workflow-file");
    Told mended = new Told(60, sha(60));
    mended.branch = "broken";
    mended.at = Samples.AT.plusSeconds(10_000);
    tell(mended);
    assertThat(browser.text("/")).doesNotContain("came to no run");
    assertThat(browser.json("/api/runs").path("declined")).isEmpty();
  }

  private static PlanDeclined declined(String branch, int number, DeclineReason reason) {
    return PlanDeclined.newBuilder()
        .setEventId("declined-" + number)
        .setOccurredAt(Samples.AT.plusSeconds(9_000))
        .setProjectId(Samples.PROJECT_ID)
        .setProjectName("penguins")
        .setRepository("/srv/git/penguins.git")
        .setRef("refs/heads/" + branch)
        .setSha(sha(500 + number))
        .setReason(reason)
        .setSentence("nothing ran of " + branch)
        .build();
  }

  @Test
  @Order(7)
  void servesEverythingItselfAndForbidsTheRest() {
    for (String path : List.of("/", "/projects/penguins/runs/2", "/api/runs", "/nope")) {
      HttpResponse<String> answer = browser.get(path);
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(ELSEWHERE.matcher(answer.body()).find()).isFalse();
      assertThat(answer.body()).doesNotContain(" style=", "<style");
    }
    for (String asset :
        List.of("style.css", "live.js", "log.js", "plot.js", "icon.svg", "icon-failed.svg")) {
      assertThat(browser.text("/assets/" + asset)).doesNotContain("url(http");
    }
  }

  @Test
  @Order(8)
  void hasNothingToShowOfWhatIsNotThereOrWasRemoved() {
    for (String path :
        List.of(
            "/projects/penguins/runs/9999",
            "/projects/other/runs/1",
            "/projects/penguins/commits/" + "0".repeat(40),
            "/assets/..%2f..%2freporter.yml",
            "/nope")) {
      assertThat(browser.get(path).statusCode()).as(path).isEqualTo(404);
    }
    Told gone = new Told(1, sha(900));
    gone.projectId = Ids.derived("gone");
    service.handle(gone.planned());
    service.bean(dev.modelgate.reporter.store.ProjectStore.class).removed(gone.projectId);
    assertThat(browser.get("/projects/penguins/commits/" + sha(900)).statusCode()).isEqualTo(404);
    assertThat(browser.text("/api/runs?limit=500")).doesNotContain(sha(900));
  }

  private static void assertIsInert(String page) {
    assertThat(
            page.replaceAll(
                "<script src=\"/assets/(live|log|plot).js\\?v=[0-9a-f]+\" defer></script>", ""))
        .doesNotContain("<script", "<img src=x", "<svg", "onload=alert(1)>", "\u202E", "\u001b")
        .doesNotContain("' onmouseover='");
    assertThat(ELSEWHERE.matcher(page).find()).isFalse();
  }

  private static Told tell(Told told) {
    told.all().forEach(heard -> service.handle(heard.event()));
    return told;
  }

  private static String sha(int number) {
    return Digest.sha256("page " + number).substring(0, 40);
  }
}
