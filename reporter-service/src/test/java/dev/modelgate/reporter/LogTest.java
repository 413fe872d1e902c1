package dev.modelgate.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelgate.events.wire.Topic;
import dev.modelgate.reporter.bucket.Stored;
import dev.modelgate.reporter.render.Digest;
import dev.modelgate.testkit.Samples;
import dev.modelgate.testkit.TestParts;
import dev.modelgate.testkit.TestService;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logs from the bucket and from the topic, over HTTP. */
@Timeout(120)
class LogTest {

  private static final Instant NOW = Instant.now();

  private static TestService service;
  private static Stored stored;
  private static Browser browser;

  @BeforeAll
  static void start(@TempDir Path data) {
    stored = new Stored("log-test");
    Map<String, Object> settings = new HashMap<>(TestParts.s3Settings("log-test"));
    settings.put("modelgate.loop.enabled", false);
    service = TestService.start("reporter", data, settings);
    browser = new Browser(service);
    service.handle(Samples.projectRegistered().build());
  }

  @AfterAll
  static void stop() {
    service.close();
    stored.close();
  }

  @Test
  void joinsWhatIsStoredAndWhatIsNewer() {
    Told told = running(1);
    Writing log = new Writing(service, stored, told).store("one\ntwo\nth").store("ree\n");
    log.say("four\n").say("fi");
    HttpResponse<String> answer = browser.get("/api/runs/penguins/1/log");
    assertThat(answer.body()).isEqualTo("one\ntwo\nthree\nfour\nfi");
    assertThat(answer.headers().firstValue("Modelgate-Log-Next")).hasValue("21");
    assertThat(answer.headers().firstValue("Modelgate-Log-Ended")).hasValue("false");
    assertThat(browser.text("/api/runs/penguins/1/log?from=4&to=16")).isEqualTo("two\nthree\nfo");
    assertThat(browser.text("/projects/penguins/runs/1"))
        .contains("id=\"L3\"", ">three</span>", "id=\"L5\"", ">fi</span>", "data-log=\"/api/runs");
    assertThat(browser.text("/projects/penguins/runs/1/log"))
        .contains(">three</span>", "from=19\"", "log.js");
    log.end("ve\n");
    await(() -> browser.text("/api/runs/penguins/1/log").endsWith("five\n"));
    assertThat(browser.get("/api/runs/penguins/1/log").headers().firstValue("Modelgate-Log-Ended"))
        .hasValue("true");
  }

  @Test
  void showsWhereASegmentIsMissing() {
    Told told = finished(2);
    Writing log = new Writing(service, stored, told).store("a\n".repeat(1000));
    log.lose("b\n".repeat(2_000_000)).store("c\n".repeat(1000));
    String first = "/projects/penguins/runs/2/log?line=1000";
    assertThat(browser.text(first))
        .contains("id=\"L1000\"", "… 4.0 MB of the log are not stored (yet) …", "id=\"L2001001\"");
    assertThat(browser.text("/projects/penguins/runs/2/log?line=1500000")).contains("L2001001\"");
    assertThat(browser.text("/api/runs/penguins/2/log?from=1996"))
        .startsWith("a\na\n\n… 4.0 MB of the log are not stored (yet) …\nc\n");
    JsonNode hits = browser.json("/api/runs/penguins/2/log/search?q=C&limit=2");
    assertThat(hits.path("hits").findValuesAsText("line")).containsExactly("2001001", "2001002");
  }

  @Test
  void readsNothingThatIsNoSegment() {
    Told told = finished(3);
    Writing log = new Writing(service, stored, told).store("good\n");
    String folder = log.folder() + "log/";
    for (String name :
        new String[] {
          "evil",
          "000000000000005-00000000000x",
          "000000000000005-000000000002/more",
          "999999999999999-999999999999 ",
          "<script>alert(1)</script>",
          "000000000000001-000000000001"
        }) {
      stored.put(folder + name, "evil\n");
    }
    stored.put("attempts/" + told.attemptId() + "/2x/log/000000000000000-000000000001", "evil\n");
    assertThat(browser.text("/api/runs/penguins/3/log")).isEqualTo("good\n");
    assertThat(browser.text("/projects/penguins/runs/3/log"))
        .contains(">good</span>")
        .doesNotContain("evil");
  }

  @Test
  void leadsToAnyLineOfALongLog() {
    Told told = finished(4);
    Writing log = new Writing(service, stored, told);
    for (int segment = 0; segment < 8; segment++) {
      int first = segment * 50_000 + 1;
      log.store(
          IntStream.range(first, first + 50_000)
              .mapToObj("this is line %d\n"::formatted)
              .collect(Collectors.joining()));
    }
    String page = browser.text("/projects/penguins/runs/4/log?attempt=1&line=123456");
    assertThat(page)
        .contains("id=\"L123456\"", ">this is line 123456</span>")
        .contains("href=\"/projects/penguins/runs/4/log?attempt=1&amp;line=123456#L123456\"")
        .contains("First lines", "Earlier lines", "Later lines", "Last lines");
    assertThat(count(page, "class=\"line\"")).isEqualTo(500);
    assertThat(browser.text("/projects/penguins/runs/4/log?line=1"))
        .contains("id=\"L1\"", "id=\"L500\"")
        .doesNotContain("id=\"L501\"", "First lines");
    for (String end : new String[] {"", "?line=999999999", "?line=400000"}) {
      assertThat(browser.text("/projects/penguins/runs/4/log" + end))
          .contains("id=\"L400000\"")
          .doesNotContain("Last lines", "L400001");
    }
    assertThat(browser.text("/projects/penguins/runs/4/log?line=50000"))
        .contains(">this is line 49999<", ">this is line 50000<", ">this is line 50001<");
  }

  @Test
  void showsTheLastStateOfProgressBarsAndNothingThatATerminalObeys() {
    Told told = finished(5);
    String bar =
        IntStream.rangeClosed(0, 30_000)
            .mapToObj(i -> "\r\u001b[32mstep %5d of 30000\u001b[0m".formatted(i))
            .collect(Collectors.joining());
    new Writing(service, stored, told)
        .store(bar.substring(0, 600_000))
        .store(bar.substring(600_000) + "\n\u001b]0;title\u0007<b>done</b>\n");
    String page = browser.text("/projects/penguins/runs/5/log");
    assertThat(page)
        .contains(">step 30000 of 30000</span>", ">&lt;b&gt;done&lt;/b&gt;</span>")
        .doesNotContain("\u001b", "0;title", "step 29999");
    for (String shown : new String[] {"STEP%2030000%20of", "DONE"}) {
      assertThat(browser.json("/api/runs/penguins/5/log/search?q=" + shown).path("hits"))
          .hasSize(1);
    }
    assertThat(browser.json("/api/runs/penguins/5/log/search?q=29999").path("hits")).isEmpty();
  }

  @Test
  void showsTheLastOfManyProgressBarsThatAreTooLongToBeReadTogether() {
    Told told = finished(8);
    Writing log = new Writing(service, stored, told);
    byte[] segment = new byte[4 * 1024 * 1024];
    Arrays.fill(segment, (byte) '.');
    for (int bar = 1; bar <= 5; bar++) {
      log.store("0%").store(segment);
      byte[] last = segment.clone();
      byte[] end = "\rbar %d is full\n".formatted(bar).getBytes(StandardCharsets.UTF_8);
      System.arraycopy(end, 0, last, last.length - end.length, end.length);
      log.store(last);
    }
    assertThat(browser.text("/projects/penguins/runs/8/log"))
        .contains(">bar 4 is full<", ">bar 5 is full<", "Earlier lines")
        .doesNotContain("Later lines");
    assertThat(browser.text("/projects/penguins/runs/8/log?line=1"))
        .contains(">bar 1 is full<", ">bar 2 is full<");
    assertThat(browser.json("/api/runs/penguins/8/log/search?q=bar%203%20is").path("hits"))
        .hasSize(1);
  }

  @Test
  void staysSmallWhenOneLineIsLongerThanAnybodyReads() {
    Told told = finished(6);
    Writing log = new Writing(service, stored, told).store("first\n");
    byte[] endless = new byte[4 * 1024 * 1024];
    Arrays.fill(endless, (byte) 'x');
    for (int i = 0; i < 6; i++) {
      log.store(endless);
    }
    log.store("x\nthe end\n");
    String page = browser.text("/projects/penguins/runs/6/log");
    assertThat(page)
        .contains(">first<", "(25165825 bytes in this line)", "id=\"L3\"", ">the end<")
        .hasSizeLessThan(30_000);
    assertThat(browser.text("/projects/penguins/runs/6")).contains(">the end<");
  }

  @Test
  void findsTextWhateverItsCaseInLinesAsTheyAreShown() {
    Told told = finished(7);
    new Writing(service, stored, told)
        .store("Loss: 0.3\n\u001b[31mERROR\u001b[0m: disk full\nΣίσυφος rolls\n")
        .store("x".repeat(300) + " Error: again " + "y".repeat(300) + "\nlo")
        .store("ss: 0.2\n");
    assertThat(lines("error%3A")).containsExactly("2", "4");
    assertThat(lines("error%3A&from=3")).containsExactly("4");
    assertThat(lines("LOSS")).containsExactly("1", "5");
    assertThat(lines("%CF%83%CE%AF%CF%83%CF%85%CF%86%CE%BF%CF%82")).containsExactly("3");
    JsonNode first = browser.json("/api/runs/penguins/7/log/search?q=error&limit=1");
    assertThat(first.path("more").asBoolean()).isTrue();
    assertThat(first.path("hits").path(0).path("text").asText()).isEqualTo("ERROR: disk full");
    JsonNode far = browser.json("/api/runs/penguins/7/log/search?q=again").path("hits").path(0);
    assertThat(far.path("text").asText()).startsWith("…").contains("Error: again").endsWith("…");
    assertThat(lines("")).isEmpty();
    assertThat(browser.text("/projects/penguins/runs/7/log?q=eRRor"))
        .contains("2 lines have it.", "line=4#L4\"", "“eRRor”");
    assertThat(browser.text("/projects/penguins/runs/7/log?q=%3Cscript%3E"))
        .contains("No line has it.")
        .doesNotContain("<script>");
  }

  @Test
  void sendsALogWhileItGrowsToEveryViewer() {
    Told told = running(8);
    Writing log = new Writing(service, stored, told).store("one\n").say("two ä");
    String live = "/api/runs/penguins/8/log/live";
    try (Viewer first = new Viewer(service, live);
        Viewer second = new Viewer(service, live + "?from=4")) {
      first.await(viewer -> viewer.text().endsWith("ä"));
      byte[] letter = "ö".getBytes(StandardCharsets.UTF_8);
      log.say(new byte[] {letter[0]}, false).say(new byte[] {letter[1], '\n'}, false);
      first.await(viewer -> viewer.text().equals("one\ntwo äö\n"));
      log.lose("nobody has this\n").say("four\n");
      first.await(viewer -> viewer.text().endsWith("four\n"));
      assertThat(first.said()).anyMatch(e -> e.name().equals("gap"));
      assertThat(first.said().getLast().data().path("line").asInt()).isEqualTo(4);
      second.await(viewer -> viewer.text().equals("two äö\nfour\n"));
      String id = first.said().getLast().id();
      first.close();
      told.finish(log.offset() + 5);
      tell(told);
      log.end("last\n");
      second.await(viewer -> viewer.said().getLast().name().equals("end") && viewer.isOver());
      try (Viewer again = new Viewer(service, live, id)) {
        again.await(Viewer::isOver);
        assertThat(again.text()).isEqualTo("last\n");
      }
    }
    assertThat(browser.get("/api/runs/penguins/9999/log/live").statusCode()).isEqualTo(404);
  }

  @Test
  void goesOnWithTheTopicWhileTheBucketIsAway(@TempDir Path data) {
    Map<String, Object> settings = new HashMap<>(TestParts.s3Settings("log-test"));
    settings.put("modelgate.loop.enabled", false);
    settings.put("modelgate.s3.endpoint", "http://127.0.0.1:1");
    try (TestService cut = TestService.start("reporter", data, settings)) {
      cut.handle(Samples.projectRegistered().build());
      Told told = new Told(1, sha(1));
      told.at = NOW;
      told.all().subList(0, 3).forEach(heard -> cut.handle(heard.event()));
      new Writing(cut, stored, told).lose("stored\n").say("newer\n");
      Browser there = new Browser(cut);
      long begin = System.nanoTime();
      String page = there.text("/projects/penguins/runs/1");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(12));
      assertThat(page)
          .contains("cannot be read at the moment", ">newer</span>", "id=\"L2\"")
          .contains("Attempts");
      assertThat(there.get("/api/runs/penguins/1/log").statusCode()).isEqualTo(503);
      assertThat(there.get("/api/runs/penguins/1/log/search?q=x").statusCode()).isEqualTo(503);
      assertThat(there.text("/projects/penguins/runs/1/log?q=x")).contains("cannot be read");
      assertThat(there.get("/api/runs/penguins/1/artifacts").statusCode()).isEqualTo(503);
      assertThat(there.text("/api/runs/penguins/1/comment")).isNotEmpty();
      begin = System.nanoTime();
      there.text("/projects/penguins/runs/1/log");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void dropsWordsOfAnAttemptThatLostItsTokenAndThoseOfOthers() {
    Told told = running(10);
    service.sendBytes(Topic.LOGS, told.attemptId(), "no record".getBytes(StandardCharsets.UTF_8));
    service.sendBytes(Topic.LOGS, told.attemptId(), null);
    Told other = running(11);
    new Writing(service, stored, other).say("of another\n");
    Writing log = new Writing(service, stored, told).say("mine\n");
    Writing again = new Writing(service, stored, told);
    again.say("mine\n").say("more\n");
    assertThat(log.offset()).isEqualTo(5);
    await(() -> browser.text("/api/runs/penguins/10/log").equals("mine\nmore\n"));
  }

  private static List<String> lines(String query) {
    return browser
        .json("/api/runs/penguins/7/log/search?q=" + query)
        .path("hits")
        .findValuesAsText("line");
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .until(condition);
  }

  private static Told running(int number) {
    Told told = new Told(number, sha(number));
    told.at = NOW;
    told.all().subList(0, 3).forEach(heard -> service.handle(heard.event()));
    return told;
  }

  private static Told finished(int number) {
    Told told = new Told(number, sha(number));
    tell(told);
    return told;
  }

  private static void tell(Told told) {
    told.all().forEach(heard -> service.handle(heard.event()));
  }

  private static String sha(int number) {
    return Digest.sha256("log " + number).substring(0, 40);
  }
}
