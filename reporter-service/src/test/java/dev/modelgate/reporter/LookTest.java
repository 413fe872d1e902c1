package dev.modelgate.reporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.modelgate.reporter.bucket.Stored;
import dev.modelgate.testkit.TestParts;
import dev.modelgate.testkit.TestService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Pages as a real browser shows them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LookTest {

  private static final List<String> PAGES =
      List.of(
          "/",
          run(Scenes.PASSED),
          run(Scenes.FAILED),
          run(Scenes.ERRORED),
          run(Scenes.CRASHED),
          run(Scenes.CANCELLED),
          run(Scenes.RUNNING),
          run(Scenes.QUEUED),
          run(Scenes.FAILED) + "/log",
          "/projects/penguins/compare?runs=41,42,43",
          "/compare",
          "/nope");

  /** What is in sight of a window of this size, as the documents show it. */
  private record Picture(String name, String page, int width, int height, boolean dark) {}

  private static final List<Picture> DOCUMENTS =
      List.of(
          new Picture("runs", "/", 1100, 980, false),
          new Picture("run", run(Scenes.FAILED), 1100, 1580, false),
          new Picture("run-passed", run(Scenes.PASSED), 1100, 1200, false),
          new Picture("run-errored", run(Scenes.ERRORED), 1100, 1456, false),
          new Picture("run-running", run(Scenes.RUNNING), 1100, 1115, true),
          new Picture("run-dark", run(Scenes.FAILED), 1100, 1580, true),
          new Picture("run-phone", run(Scenes.FAILED), 390, 1500, false),
          new Picture("compare", "/projects/penguins/compare?runs=41,42", 1100, 1510, false));

  private static boolean started;
  private static Chromium chromium;
  private static TestService service;
  private static Stored stored;
  private static Told running;
  private static Scenes scenes;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    Optional<Chromium> found = Chromium.start(Files.createDirectory(folder.resolve("chromium")));
    assumeTrue(found.isPresent(), "no Chromium on this machine: how pages look is not tested");
    chromium = found.get();
    stored = new Stored("look-test");
    Map<String, Object> settings = new HashMap<>(TestParts.s3Settings("look-test"));
    settings.put("modelgate.loop.enabled", false);
    service = TestService.start("reporter", folder.resolve("data"), settings);
    scenes = new Scenes(service, stored, Clock.systemUTC().instant());
    running = scenes.fill();
    started = true;
  }

  @AfterAll
  static void stop() {
    if (started) {
      chromium.close();
      service.close();
      stored.close();
    }
  }

  @BeforeEach
  void setUp() {
    chromium.size(1100, 900);
    chromium.prefersDark(false);
    chromium.printing(false);
  }

  @Test
  @Order(1)
  void drawsPlotsAndReadsValuesOffThemByPointerAndByKeyboard() {
    open(run(Scenes.FAILED));
    assertThat(chromium.value("document.querySelectorAll('.plot').length").asInt()).isEqualTo(5);
    assertThat(chromium.value("document.querySelector('.curve').getBBox().width").asDouble())
        .isGreaterThan(200);
    chromium.value("document.querySelector('.plot').scrollIntoView({block: 'center'})");
    String box = "document.querySelector('.plot svg').getBoundingClientRect()";
    double x = chromium.value(box + ".left").asDouble();
    double width = chromium.value(box + ".width").asDouble();
    double y = chromium.value(box + ".top").asDouble() + 60;
    chromium.pointTo(x + width * 0.6, y);
    chromium.until("/^Step \\d+$/.test(document.querySelector('.plot .at').textContent)");
    assertThat(chromium.value("document.querySelectorAll('.plot .hover circle').length").asInt())
        .isEqualTo(4);
    int step = step();
    chromium.pointTo(x + width * 0.7, y);
    chromium.until("parseInt(document.querySelector('.plot .at').textContent.slice(5)) > " + step);
    chromium.pointTo(2, 2);
    chromium.until("document.querySelector('.plot .at').textContent === 'Last value'");

    chromium.value("document.querySelector('.plot svg').focus()");
    chromium.press("Home");
    chromium.until("document.querySelector('.plot .at').textContent === 'Step 0'");
    chromium.press("ArrowRight");
    chromium.until("document.querySelector('.plot .at').textContent === 'Step 1'");
    assertThat(chromium.value("document.activeElement.getAttribute('aria-valuetext')").asText())
        .startsWith("step 1: ")
        .contains("validation");
    chromium.press("Escape");
    chromium.until("document.querySelector('.plot .at').textContent === 'Last value'");
  }

  @Test
  @Order(2)
  void switchesAPlotToALogarithmicScaleInPlace() {
    open(run(Scenes.FAILED));
    chromium.value("window.kept = true; document.querySelector('.plot .scale').focus()");
    String title = chromium.value("document.querySelector('.plot h3').textContent").asText();
    chromium.value("document.activeElement.click()");
    chromium.until("document.querySelector('.plot').dataset.scale === 'log'");
    assertThat(chromium.value("window.kept && location.search").asText())
        .isEqualTo("?logscale=" + title);
    assertThat(chromium.value("document.activeElement.textContent").asText()).isEqualTo("linear");
    open(run(Scenes.FAILED) + "?logscale=" + title);
    assertThat(chromium.value("document.querySelector('.plot').dataset.scale").asText())
        .isEqualTo("log");
  }

  @Test
  @Order(3)
  void scrollsNoPageSidewaysOnANarrowPhone() {
    chromium.size(320, 700);
    for (String page : PAGES) {
      open(page);
      assertThat(chromium.value("document.documentElement.scrollWidth").asInt())
          .as(page)
          .isLessThanOrEqualTo(320);
    }
  }

  @Test
  @Order(4)
  void isDarkForWhoeverWantsItDark() {
    String ground = "getComputedStyle(document.body).backgroundColor";
    open(run(Scenes.FAILED));
    assertThat(chromium.value(ground).asText()).isEqualTo("rgb(247, 248, 250)");
    chromium.prefersDark(true);
    assertThat(chromium.value(ground).asText()).isEqualTo("rgb(14, 17, 22)");
  }

  @Test
  @Order(5)
  void showsWhereTheFocusIsAndHasANameForEverythingThatTakesIt() {
    for (String page : PAGES) {
      open(page);
      String nameless =
          "[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary, [tabindex=\"0\"]')]"
              + ".filter(e => !(e.textContent.trim() || e.ariaLabel || e.labels?.length)).length";
      assertThat(chromium.value(nameless).asInt()).as(page).isZero();
      for (int i = 0; i < 4; i++) {
        chromium.press("Tab");
        assertThat(chromium.value("getComputedStyle(document.activeElement).outlineStyle").asText())
            .as(page)
            .isEqualTo("solid");
      }
    }
  }

  @Test
  @Order(6)
  void leavesOutOnPaperWhatIsForScreens() {
    open(run(Scenes.FAILED));
    chromium.printing(true);
    assertThat(chromium.value("getComputedStyle(document.querySelector('.top')).display").asText())
        .isEqualTo("none");
  }

  @Test
  @Order(7)
  @EnabledIfSystemProperty(named = "modelgate.screens", matches = ".+")
  void takesPictures() throws IOException {
    Path folder = Files.createDirectories(Path.of(System.getProperty("modelgate.screens")));
    for (boolean dark : new boolean[] {false, true}) {
      chromium.prefersDark(dark);
      for (int width : new int[] {1100, 390}) {
        chromium.size(width, width == 390 ? 844 : 900);
        for (int i = 0; i < PAGES.size(); i++) {
          open(PAGES.get(i));
          String name = PAGES.get(i).replaceAll("[^a-z0-9]+", "-");
          Files.write(
              folder.resolve("%02d%s-%d%s.png".formatted(i, name, width, dark ? "-dark" : "")),
              chromium.picture(true));
        }
      }
    }
    Path documents = Files.createDirectories(folder.resolve("documents"));
    for (Picture picture : DOCUMENTS) {
      chromium.prefersDark(picture.dark());
      chromium.size(picture.width(), picture.height());
      open(picture.page());
      Files.write(documents.resolve(picture.name() + ".png"), chromium.picture(false));
    }
  }

  @Test
  @Order(8)
  void showsALogWhileItIsWritten() {
    Writing log = new Writing(service, stored, running).say("one\n").say("10 %");
    open(run(Scenes.RUNNING) + "/log");
    chromium.value("window.kept = true");
    chromium.until(line(2) + " === '10 %'");
    log.say("\r55 %").say("\r100 %\n\u001b[32mthr");
    chromium.until(line(2) + " === '100 %'");
    chromium.until(line(3) + " === 'thr'");
    log.say("ee\u001b[0m\r\n");
    chromium.until(line(3) + " === 'three'");
    log.lose("x".repeat(1199) + "\n").say("five\nhalf");
    chromium.until(line(5) + " === 'five'");
    chromium.until(line(6) + " === 'half'");
    assertThat(chromium.value("document.querySelector('.line.remark').textContent").asText())
        .isEqualTo("… 1.2 kB of the log are not stored (yet) …");
    assertThat(chromium.value("[...document.querySelectorAll('.line')].map(l => l.id)").toString())
        .isEqualTo("[\"L1\",\"L2\",\"L3\",\"\",\"L5\",\"L6\"]");
    assertThat(chromium.value("window.kept").asBoolean()).isTrue();
  }

  @Test
  @Order(9)
  void leadsToALineOfALogAndToWhatIsLookedFor() {
    open(run(Scenes.RUNNING) + "/log");
    chromium.until(line(5) + " === 'five'");
    chromium.value("document.querySelector('#L3 .no').click()");
    chromium.until("document.querySelector(':target')?.id === 'L3' && location.search !== ''");
    chromium.value("document.querySelector('[name=q]').value = 'FIVE'");
    chromium.value("document.querySelector('[name=q]').form.requestSubmit()");
    chromium.until("document.querySelector('.hits .text')?.textContent === 'five'");
    chromium.value("document.querySelector('.hits .no').click()");
    chromium.until("document.querySelector(':target')?.id === 'L5'");
  }

  @Test
  @Order(10)
  void changesWithoutBeingLoadedAgain() {
    open(run(Scenes.RUNNING));
    chromium.value("window.kept = true");
    assertThat(chromium.value("document.title").asText()).startsWith("● running: train #45");
    String took = "document.querySelector('.facts [data-running]').textContent";
    String before = chromium.value(took).asText();
    chromium.until(took + " !== '" + before + "'");
    scenes.tell(running);
    chromium.until("document.title.startsWith('✓ passed: train #45')");
    assertThat(chromium.value("window.kept").asBoolean()).isTrue();
    assertThat(chromium.value("document.querySelector('link[rel=icon]').href").asText())
        .contains("icon-passed.svg");
    chromium.until("!document.querySelector('main').hasAttribute('data-live')");
  }

  @Test
  @Order(11)
  void putsANewRunIntoTheListWithoutBeingLoadedAgain() {
    open("/");
    chromium.value("window.kept = true");
    chromium.until("document.querySelectorAll('.runs tbody tr').length === 7");
    scenes.tell(scenes.run(48, 1, "one more", "main"));
    chromium.until("document.querySelectorAll('.runs tbody tr').length === 8");
    assertThat(chromium.value("window.kept").asBoolean()).isTrue();
    assertThat(chromium.requests()).anyMatch(url -> url.endsWith("/api/events"));
  }

  @Test
  @Order(12)
  void asksNobodyElseAndBreaksNoRuleOfItsOwn() {
    for (String page : PAGES) {
      open(page);
    }
    assertThat(chromium.requests())
        .isNotEmpty()
        .allMatch(url -> url.startsWith(service.url().toString()) || url.startsWith("data:"));
    assertThat(chromium.complaints()).filteredOn(text -> !text.contains("status of 4")).isEmpty();
  }

  private static void open(String page) {
    chromium.open(service.url().resolve(page));
  }

  /** The text of a line of the log. */
  private static String line(int number) {
    return "document.querySelector('#L" + number + " .text')?.textContent";
  }

  private static int step() {
    return Integer.parseInt(
        chromium.value("document.querySelector('.plot .at').textContent").asText().substring(5));
  }

  private static String run(int number) {
    return "/projects/penguins/runs/" + number;
  }
}
