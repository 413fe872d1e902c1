package dev.modelgate.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelgate.reporter.bucket.Stored;
import dev.modelgate.reporter.render.Digest;
import dev.modelgate.testkit.Samples;
import dev.modelgate.testkit.TestParts;
import dev.modelgate.testkit.TestService;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What jobs left, over HTTP. */
class ArtifactsTest {

  private static final List<String> NAMES =
      List.of(
          "<img src=x onerror=alert(1)>.html",
          "a b+c%20d?e#f&g.txt",
          "deep/er/ünïcode \"quoted\".bin",
          "report.html");

  private static TestService service;
  private static Stored stored;
  private static Browser browser;

  @BeforeAll
  static void start(@TempDir Path data) {
    stored = new Stored("artifacts-test");
    Map<String, Object> settings = new HashMap<>(TestParts.s3Settings("artifacts-test"));
    settings.put("modelgate.loop.enabled", false);
    service = TestService.start("reporter", data, settings);
    browser = new Browser(service);
    service.handle(Samples.projectRegistered().build());
    Told told = new Told(1, Digest.sha256("artifacts").substring(0, 40));
    told.all().forEach(heard -> service.handle(heard.event()));
    String folder = new Writing(service, stored, told).folder();
    for (String name : NAMES) {
      stored.put(folder + "artifacts/" + name, "0123456789 of " + name);
    }
    stored.put(folder + "series.avro", "not an artifact");
    stored.put("attempts/" + told.attemptId() + "/0/artifacts/stale", "of an old token");
  }

  @AfterAll
  static void stop() {
    service.close();
    stored.close();
  }

  @Test
  void listsAndSendsFilesWhateverTheyAreCalled() {
    JsonNode artifacts = browser.json("/api/runs/penguins/1/artifacts").path("artifacts");
    assertThat(artifacts.findValuesAsText("path")).containsExactlyInAnyOrderElementsOf(NAMES);
    for (JsonNode artifact : artifacts) {
      HttpResponse<String> file = browser.get(artifact.path("url").asText());
      String text = "0123456789 of " + artifact.path("path").asText();
      assertThat(file.body()).as(artifact.path("url").asText()).isEqualTo(text);
      assertThat(file.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
      assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
          .startsWith("attachment; filename=\"")
          .matches("attachment; filename=\"[A-Za-z0-9._-]+\"; filename\\*=UTF-8''[^\"<> ]+");
      assertThat(file.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(file.headers().allValues("Content-Security-Policy"))
          .singleElement()
          .asString()
          .startsWith("sandbox;");
      assertThat(file.headers().firstValueAsLong("Content-Length"))
          .hasValue(artifact.path("bytes").asLong());
    }
  }

  @Test
  void sendsARange() {
    String url = "/api/runs/penguins/1/artifacts/report.html";
    assertThat(range(url, "bytes=2-4").body()).isEqualTo("234");
    assertThat(range(url, "bytes=2-4").statusCode()).isEqualTo(206);
    assertThat(range(url, "bytes=2-4").headers().firstValue("Content-Range"))
        .hasValue("bytes 2-4/25");
    assertThat(range(url, "bytes=-4").body()).isEqualTo("html");
    assertThat(range(url, "bytes=14-").body()).isEqualTo("report.html");
    assertThat(range(url, "bytes=25-").statusCode()).isEqualTo(416);
    assertThat(range(url, "bytes=x-y").statusCode()).isEqualTo(200);
    assertThat(range(url, "bytes=0-1,3-4").statusCode()).isEqualTo(200);
  }

  @Test
  void sendsNothingThatIsNoArtifact() {
    for (String path :
        List.of(
            "nothing",
            "repor",
            "../series.avro",
            "..%2Fseries.avro",
            "%2e%2e/series.avro",
            "../../0/artifacts/stale",
            "deep",
            "deep/")) {
      assertThat(browser.get("/api/runs/penguins/1/artifacts/" + path).statusCode())
          .as(path)
          .isIn(400, 404);
    }
    assertThat(browser.get("/api/runs/penguins/1/artifacts?attempt=7").statusCode()).isEqualTo(404);
    assertThat(browser.get("/api/runs/penguins/2/artifacts").statusCode()).isEqualTo(404);
    assertThat(browser.get("/api/runs/penguins/2/artifacts").body())
        .contains("Expected artifacts of run 2");
  }

  @Test
  void showsThemOnTheRunsPage() {
    String page = browser.text("/projects/penguins/runs/1");
    assertThat(page)
        .contains("Artifacts</h2>", ">report.html</a>", "25 bytes")
        .contains("&lt;img src=x onerror=alert(1)&gt;.html")
        .doesNotContain("<img src=x");
  }

  private static HttpResponse<String> range(String url, String range) {
    return browser.get(url, "Range", range);
  }
}
