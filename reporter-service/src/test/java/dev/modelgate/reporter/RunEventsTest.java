package dev.modelgate.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.reporter.render.Digest;
import dev.modelgate.testkit.Samples;
import dev.modelgate.testkit.TestService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Viewers hear of changes. */
@Timeout(90)
class RunEventsTest {

  @Test
  void tellsEveryViewerOfARunThatItChanged(@TempDir Path data) {
    try (TestService service =
        TestService.start("reporter", data, Map.of("modelgate.loop.enabled", false))) {
      service.handle(Samples.projectRegistered().build());
      Told told = new Told(1, Digest.sha256("events").substring(0, 40));
      Told other = new Told(2, Digest.sha256("others").substring(0, 40));
      for (Told run : List.of(told, other)) {
        run.all().subList(0, 2).forEach(heard -> service.handle(heard.event()));
      }
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
      Browser browser = new Browser(service);
      assertThat(browser.get("/api/runs/penguins/7/events").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void givesPlacesBackAndRefusesMoreViewersThanThereAre(@TempDir Path data) {
    try (TestService service =
        TestService.start("reporter", data, Map.of("modelgate.loop.enabled", false))) {
      service.handle(Samples.projectRegistered().build());
      Told told = new Told(1, Digest.sha256("events").substring(0, 40));
      told.all().subList(0, 3).forEach(heard -> service.handle(heard.event()));
      String live = "/api/runs/penguins/1/log/live";
      var viewers = new ArrayList<Viewer>();
      for (int i = 0; i < 64; i++) {
        viewers.add(new Viewer(service, live));
      }
      Browser browser = new Browser(service);
      Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> browser.statusOf(live) == 503);
      viewers.forEach(Viewer::close);
      Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> browser.statusOf(live) == 200);
    }
  }

  private static boolean says(Viewer viewer, String state) {
    return viewer.said().stream()
        .anyMatch(event -> event.data().path("state").asText().equals(state));
  }
}
