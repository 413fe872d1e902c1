package dev.modelgate.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelgate.reporter.bucket.Stored;
import dev.modelgate.reporter.render.Digest;
import dev.modelgate.reporter.series.SeriesFile;
import dev.modelgate.testkit.Samples;
import dev.modelgate.testkit.TestParts;
import dev.modelgate.testkit.TestService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotsTest {

  private static TestService service;
  private static Stored stored;
  private static Browser browser;

  @BeforeAll
  static void start(@TempDir Path data) {
    stored = new Stored("plots-test");
    Map<String, Object> settings = new HashMap<>(TestParts.s3Settings("plots-test"));
    settings.put("modelgate.loop.enabled", false);
    service = TestService.start("reporter", data, settings);
    browser = new Browser(service);
    service.handle(Samples.projectRegistered().build());
    Told base = tell(new Told(1, sha(1)));
    Told failed = new Told(2, sha(2)).failedAgainst(base);
    failed.branch = "bigger-steps";
    failed.environment = Map.of("LEARNING_RATE", "0.4", "STEPS", "400");
    failed.at = Samples.AT.plusSeconds(60);
    failed.notes = List.of("container pytorch/pytorch:2.4 was ignored: it ran as a plain process");
    tell(failed);
    tell(new Told(3, sha(3)));
    store(
        base,
        new SeriesFile()
            .with("run-1/train", "loss", 100, 4, i -> 1.0 / (i + 1))
            .with("run-1/validation", "loss", 100, 4, i -> 1.2 / (i + 1)));
    SeriesFile file =
        new SeriesFile()
            .with("run-2/train", "loss", 5_000, 4, i -> i == 2_500 ? 77 : 1.0 / (i + 1))
            .with("run-2/validation", "loss", List.of(0L, 4L, 8L), List.of(0.5, Double.NaN, 0.25))
            .with("", "loss", 3, 4, i -> 0.3)
            .with("", "below", 10, 1, i -> -i);
    for (int i = 0; i < 20; i++) {
      file.with("", "tag \"<b>" + i, 5, 1, point -> point);
    }
    store(failed, file);
  }

  @AfterAll
  static void stop() {
    service.close();
    stored.close();
  }

  @Test
  void listsWhatAnAttemptLoggedInNumbers() {
    JsonNode all = browser.json("/api/runs/penguins/2/series");
    assertThat(all.path("series")).hasSize(24);
    assertThat(all.path("attempt").asInt()).isEqualTo(1);
    JsonNode train = find(all, "run-2/train/loss");
    assertThat(train.path("count").asInt()).isEqualTo(5_000);
    assertThat(train.path("max").asDouble()).isEqualTo(77);
    assertThat(find(all, "run-2/validation/loss").path("last").asDouble()).isEqualTo(0.25);
    assertThat(browser.json("/api/runs/penguins/3/series").path("series")).isEmpty();
    assertThat(browser.json("/api/runs/penguins/3/series").path("attempt").isNull()).isTrue();
    assertThat(browser.get("/api/runs/penguins/2/series?attempt=9").statusCode()).isEqualTo(404);
    assertThat(browser.get("/api/runs/penguins/9/series").statusCode()).isEqualTo(404);
  }

  @Test
  void answersPointsWithTheirExtremesAndTheBaselinesPoints() {
    JsonNode line =
        browser.json("/api/runs/penguins/2/series/points?name=run-2/train/loss&points=100");
    assertThat(line.path("steps")).hasSizeBetween(50, 102).hasSameSizeAs(line.path("values"));
    assertThat(doubles(line.path("values"))).contains(77.0);
    assertThat(line.path("baseline").path("run").asInt()).isEqualTo(1);
    assertThat(line.path("baseline").path("values")).hasSizeBetween(50, 100);
    JsonNode odd = browser.json("/api/runs/penguins/2/series/points?name=run-2/validation/loss");
    assertThat(odd.path("values").get(1).asText()).isEqualTo("NaN");
    assertThat(odd.path("values").get(1).isTextual()).isTrue();
    JsonNode own = browser.json("/api/runs/penguins/2/series/points?name=below");
    assertThat(own.path("baseline").isNull()).isTrue();
    assertThat(browser.get("/api/runs/penguins/2/series/points?name=nothing").statusCode())
        .isEqualTo(404);
  }

  @Test
  void drawsTwelvePlotsWithTheBaselineBehindAndTheRestOnDemand() {
    String page = browser.text("/projects/penguins/runs/2");
    assertThat(page.split("<figure class=\"plot\"", -1)).hasSize(13);
    assertThat(page).contains("Show all 22 plots", "behind", "main #1, run-2/train");
    assertThat(page).contains("container pytorch/pytorch:2.4 was ignored");
    assertThat(page).contains("Compare the two runs", "compare?runs=1,2");
    assertThat(browser.text("/projects/penguins/runs/2?plots=all").split("<figure", -1))
        .hasSize(23);
    assertThat(browser.text("/projects/penguins/runs/3")).doesNotContain("<figure");
  }

  @Test
  void drawsOnALogarithmicScaleWithoutAScript() {
    String page = browser.text("/projects/penguins/runs/2?logscale=loss");
    assertThat(page).contains("data-scale=\"log\"", "Linear scale for loss");
    assertThat(browser.text("/projects/penguins/runs/2"))
        .contains("runs/2?logscale=loss#plots")
        .doesNotContain("data-scale=\"log\"", "scale for below");
  }

  @Test
  void readsAFileOnceAlsoWhereItHasMoreSeriesThanAreKept() {
    Told told = tell(new Told(4, sha(4)));
    SeriesFile file = new SeriesFile();
    for (int i = 0; i < 501; i++) {
      file.with("", "tag" + i, 1, 1, point -> 1);
    }
    store(told, file);
    new Writing(service, stored, told).store("a log\n");
    JsonNode first = browser.json("/api/runs/penguins/4/series");
    assertThat(first.path("remark").asText()).contains("first 500");
    stored.delete("attempts/" + told.attemptId() + "/1/series.avro");
    assertThat(browser.json("/api/runs/penguins/4/series")).isEqualTo(first);
  }

  @Test
  void showsNamesOfStrangersAsText() {
    assertThat(browser.text("/projects/penguins/runs/2?plots=all&logscale=%3Cscript%3E"))
        .contains("tag &quot;&lt;b&gt;0")
        .doesNotContain("<b>0", "<script>");
  }

  @Test
  void laysRunsSideBySide() {
    String page = browser.text("/projects/penguins/compare?runs=1,2");
    assertThat(page)
        .contains("What differs", "LEARNING_RATE", "−2.9&#160;%", "things are equal")
        .contains("run 1, run-1/train", "run 2, run-2/train", "run 2, top<");
    assertThat(page.indexOf("LEARNING_RATE")).isLessThan(page.indexOf("things are equal"));
    assertThat(page.indexOf(">STEPS<")).isGreaterThan(page.indexOf("things are equal"));
    JsonNode compared = browser.json("/api/runs/penguins/compare?runs=1,2");
    assertThat(compared.path("runs").get(1).path("number").asInt()).isEqualTo(2);
    assertThat(compared.path("rows").get(0).path("name").asText()).isEqualTo("LEARNING_RATE");
    assertThat(compared.path("rows").get(0).path("differs").asBoolean()).isTrue();
  }

  @Test
  void takesTickedRunsToTheirPageAndSaysWhatItExpectsElse() {
    assertThat(
            browser.get("/compare?run=penguins/2&run=penguins/1").headers().firstValue("Location"))
        .contains("/projects/penguins/compare?runs=1,2");
    assertThat(browser.get("/compare?run=penguins/2").body()).contains("Tick 2 to 6 runs");
    assertThat(browser.get("/compare").body()).contains("Tick 2 to 6 runs");
    assertThat(browser.get("/compare?run=a/1&run=b/2").body()).contains("of several");
    assertThat(browser.get("/projects/penguins/compare?runs=1,99").statusCode()).isEqualTo(404);
    assertThat(browser.get("/projects/penguins/compare?runs=1,99").body()).contains("no run 99");
    assertThat(browser.get("/projects/penguins/compare?runs=1").statusCode()).isEqualTo(400);
    assertThat(browser.get("/api/runs/penguins/compare").statusCode()).isEqualTo(400);
    assertThat(browser.text("/")).contains("value=\"penguins/2\"", "action=\"/compare\"");
  }

  private static void store(Told told, SeriesFile file) {
    stored.put("attempts/" + told.attemptId() + "/1/series.avro", file.bytes());
  }

  private static JsonNode find(JsonNode all, String name) {
    for (JsonNode series : all.path("series")) {
      if (series.path("name").asText().equals(name)) {
        return series;
      }
    }
    throw new AssertionError(name + " in " + all);
  }

  private static List<Double> doubles(JsonNode array) {
    List<Double> all = new ArrayList<>();
    array.forEach(value -> all.add(value.asDouble()));
    return all;
  }

  private static Told tell(Told told) {
    told.all().forEach(heard -> service.handle(heard.event()));
    return told;
  }

  private static String sha(int number) {
    return Digest.sha256("plots " + number).substring(0, 40);
  }
}
