package dev.modelgate.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.reporter.render.Digest;
import dev.modelgate.testkit.Samples;
import dev.modelgate.testkit.TestService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Viewers hear of changes; the service's loop is on, for it is what hears signals. */
@Timeout(90)
class RunEventsTest {

  private static TestService service;
  private static Browser browser;

  @BeforeAll
  static void start(@TempDir Path data) {
    service = TestService.start("reporter", data, Map.of());
    browser = new Browser(service);
    service.handle(Samples.projectRegistered().build());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void tellsEveryViewerOfARunThatItChanged() {
    Told told = tell(1, 2);
    Told other = tell(2, 2);
    String events = "/api/runs/penguins/1/events";
    try (Viewer first = new Viewer(service, events);
        Viewer second = new Viewer(service, events)) {
      first.await(Viewer::isOpen);
      second.await(Viewer::isOpen);
      service.handle(other.all().get(2).event());
      service.handle(told.all().get(2).event());
      first.await(viewer -> says(viewer, "running"));
      second.await(viewer -> says(viewer, "running"));
      second.close();
      told.all().subList(3, 7).forEach(heard -> service.handle(heard.event()));
      first.await(viewer -> says(viewer, "finished"));
      assertThat(first.said().getLast().data().path("verdict").asText()).isEqualTo("passed");
      assertThat(first.said()).allMatch(event -> event.name().equals("changed"));
    }
    assertThat(browser.get("/api/runs/penguins/7/events").statusCode()).isEqualTo(404);
  }

  @Test
  void tellsWhoWatchesAWaitingRunThatTheQueueWentOn() {
    Told told = tell(3, 2);
    service.handle(told.waiting(1, "every slot is taken"));
    try (Viewer viewer = new Viewer(service, "/api/runs/penguins/3/events")) {
      viewer.await(Viewer::isOpen);
      service.handle(told.waiting(2, "every slot is taken"));
      service.handle(told.waiting(3, "no runner offers a100"));
      viewer.await(one -> says(one, "queued"));
    }
  }

  @Test
  void tellsWhoWatchesTheListOfWhateverARunDoes() {
    Told told = tell(4, 4);
    try (Viewer viewer = new Viewer(service, "/api/events")) {
      viewer.await(Viewer::isOpen);
      service.handle(told.evaluated());
      viewer.await(one -> !one.said().isEmpty());
    }
  }

  @Test
  void givesPlacesBackAndRefusesMoreViewersThanThereAre() {
    tell(5, 3);
    String live = "/api/runs/penguins/5/log/live";
    var viewers = new ArrayList<Viewer>();
    for (int i = 0; i < 64; i++) {
      viewers.add(new Viewer(service, live));
    }
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> browser.statusOf(live) == 503);
    viewers.forEach(Viewer::close);
    Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> browser.statusOf(live) == 200);
  }

  /** Tells the beginning of a run. */
  private static Told tell(int number, int events) {
    Told told = new Told(number, Digest.sha256("events " + number).substring(0, 40));
    told.all().subList(0, events).forEach(heard -> service.handle(heard.event()));
    return told;
  }

  private static boolean says(Viewer viewer, String state) {
    return viewer.said().stream()
        .anyMatch(event -> event.data().path("state").asText().equals(state));
  }
}
