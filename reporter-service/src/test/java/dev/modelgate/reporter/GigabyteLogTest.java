package dev.modelgate.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.reporter.bucket.Stored;
import dev.modelgate.reporter.render.Digest;
import dev.modelgate.testkit.Samples;
import dev.modelgate.testkit.TestParts;
import dev.modelgate.testkit.TestService;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** How long pages take of a log of 1 GiB: {@code -Dtest=GigabyteLogTest -Dmodelgate.measure=1}. */
@EnabledIfSystemProperty(named = "modelgate.measure", matches = ".+")
class GigabyteLogTest {

  private static final int SEGMENT = 4 * 1024 * 1024;
  private static final int SEGMENTS = 256;
  private static final int ROUNDS = 20;

  @Test
  void isShownAsQuicklyAsASmallOne(@TempDir Path data) {
    Stored stored = new Stored("gigabyte");
    Map<String, Object> settings = new HashMap<>(TestParts.s3Settings("gigabyte"));
    settings.put("modelgate.loop.enabled", false);
    try (stored;
        TestService service = TestService.start("reporter", data, settings)) {
      service.handle(Samples.projectRegistered().build());
      Told told = new Told(1, Digest.sha256("gigabyte").substring(0, 40));
      long lines = write(new Writing(service, stored, told));
      told.finish((long) SEGMENT * SEGMENTS).all().forEach(h -> service.handle(h.event()));
      Browser browser = new Browser(service);
      String log = "/projects/penguins/runs/1/log";
      String last = "L" + lines + "\"";
      String middle = "L" + lines / 2 + "\"";
      measure(browser, "page of the run", "/projects/penguins/runs/1", last);
      measure(browser, "last lines", log, last);
      measure(browser, "first lines", log + "?line=1", "L1\"");
      measure(browser, "line in the middle", log + "?line=" + lines / 2, middle);
      measure(browser, "another line each time", log + "?line=%d", "id=\"L");
      measure(
          browser,
          "1 MiB as text",
          "/api/runs/penguins/1/log?from=500000000&to=501048576",
          "epoch 3");
      search(browser, "found at once", "epoch");
      search(browser, "found in the middle", "line " + lines / 2 + " ");
      search(browser, "found nowhere", "no such text");
    }
  }

  private static long write(Writing log) {
    long line = 1;
    for (int i = 0; i < SEGMENTS; i++) {
      StringBuilder text = new StringBuilder(SEGMENT + 100);
      while (text.length() < SEGMENT) {
        text.append("epoch 3 line ")
            .append(line)
            .append(" loss 0.31234 accuracy 0.9123 lr 0.001\n");
        line++;
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
      bytes[SEGMENT - 1] = '\n';
      log.store(Arrays.copyOf(bytes, SEGMENT));
    }
    return line - 1;
  }

  private static void measure(Browser browser, String what, String path, String shown) {
    List<Double> times = new ArrayList<>();
    int size = 0;
    for (int i = 0; i < ROUNDS; i++) {
      long begin = System.nanoTime();
      String text = browser.text(path.formatted(1 + i * 600_000L));
      times.add((System.nanoTime() - begin) / 1e6);
      assertThat(text).contains(shown);
      size = text.length();
    }
    double first = times.getFirst();
    times.sort(null);
    System.out.printf(
        "%-24s first %6.0f ms, median %6.0f ms, slowest %6.0f ms, %d kB%n",
        what, first, times.get(ROUNDS / 2), times.getLast(), size / 1000);
  }

  private static void search(Browser browser, String what, String wanted) {
    long begin = System.nanoTime();
    var found = browser.json("/api/runs/penguins/1/log/search?q=" + wanted.replace(" ", "%20"));
    System.out.printf(
        "search, %-24s %6.0f ms, %d hits, more %s, to line %d%n",
        what,
        (System.nanoTime() - begin) / 1e6,
        found.path("hits").size(),
        found.path("more"),
        found.path("searchedTo").asLong());
    assertThat(found.path("hits").findValuesAsText("text"))
        .allSatisfy(text -> assertThat(text).contains(wanted));
  }
}
