package dev.modelgate.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.events.BaselinePromoted;
import dev.modelgate.events.CheckDefinition;
import dev.modelgate.events.ChecksEvaluated;
import dev.modelgate.events.Subject;
import dev.modelgate.events.Verdict;
import dev.modelgate.events.wire.Topic;
import dev.modelgate.testkit.Samples;
import dev.modelgate.testkit.TestService;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as it runs, from topic to topic. */
class ChecksServiceTest {

  @TempDir static Path data;
  private static TestService service;

  @BeforeAll
  static void startService() {
    service = TestService.start("checks", data, Map.of());
  }

  @AfterAll
  static void stopService() {
    service.close();
  }

  @Test
  void judgesOnceWhatIsDeliveredTwiceAlsoAcrossARestart() {
    Told told = new Told("twice");
    List<SpecificRecord> events =
        List.of(
            told.advanced(1, "a"),
            told.finished(1, "a", "0.976").build(),
            told.runFinished(1, "a", Verdict.PASSED));
    events.forEach(event -> send(told, event));
    events.forEach(event -> send(told, event));
    await(told, 2);

    service.restart();
    events.forEach(event -> send(told, event));
    send(told, told.onBranch(2, "b", "0.948").build());

    List<ChecksEvaluated> verdicts = await(told, 3);
    assertThat(verdicts)
        .extracting(ChecksEvaluated::getVerdict)
        .containsExactly(Verdict.PASSED, Verdict.PASSED, Verdict.FAILED);
    assertThat(service.emitted(BaselinePromoted.class)).hasSize(1);
  }

  @Test
  void endsAnExperimentThatItCannotJudgeAndGoesOn() {
    Told told = new Told("poison");
    List<CheckDefinition> tooMany =
        IntStream.range(0, 800)
            .mapToObj(
                i ->
                    CheckDefinition.newBuilder(Samples.check())
                        .setKey("json:metrics.json:/" + "k".repeat(250) + i)
                        .build())
            .toList();
    send(told, told.finished(1, "a", "0.976").setChecks(tooMany).build());
    send(told, told.finished(2, "b", "0.976").build());

    List<ChecksEvaluated> verdicts = await(told, 2);
    assertThat(verdicts.get(0).getVerdict()).isEqualTo(Verdict.ERRORED);
    assertThat(verdicts.get(0).getReason()).isEqualTo("internal");
    assertThat(verdicts.get(0).getSubject()).isEqualTo(Subject.EXPERIMENT);
    assertThat(verdicts.get(1).getVerdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void answersForItsHealth() throws Exception {
    for (String path : List.of("/health", "/prometheus")) {
      URI address = service.url().resolve(path);
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
      assertThat(answer.body()).as("help").doesNotContainPattern("# HELP \\S+\\s*\n");
    }
  }

  private static void send(Told told, SpecificRecord event) {
    service.send(Topic.EXPERIMENTS, told.project(), event);
  }

  private static List<ChecksEvaluated> await(Told told, int count) {
    return service
        .awaitEmitted(ChecksEvaluated.class, all -> of(told, all).size() >= count)
        .stream()
        .filter(event -> event.getProjectId().equals(told.project()))
        .toList();
  }

  private static List<ChecksEvaluated> of(Told told, List<ChecksEvaluated> all) {
    return all.stream().filter(event -> event.getProjectId().equals(told.project())).toList();
  }
}
