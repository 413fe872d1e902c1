package dev.modelgate.scheduler.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.events.AttemptFinished;
import dev.modelgate.events.MetricValue;
import dev.modelgate.events.Outcome;
import dev.modelgate.events.RunnerHeartbeat;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is taken of the words of runners. */
class RunnerCodecTest {

  private static AttemptFinished.Builder finished() {
    return AttemptFinished.newBuilder()
        .setEventId("e")
        .setOccurredAt(Instant.EPOCH)
        .setRunnerId("r")
        .setRunnerName("gpu-1")
        .setAttemptId("a")
        .setExperimentId("x")
        .setProjectId("p")
        .setProjectName("penguins")
        .setRunNumber(1)
        .setWorkflow("train")
        .setSha("0".repeat(40))
        .setToken(1)
        .setSequence(2)
        .setFinishedAt(Instant.EPOCH)
        .setOutcome(Outcome.SUCCEEDED)
        .setMetrics(List.of(MetricValue.newBuilder().setKey("a\0b").setValue("1").build()))
        .setNotes(List.of())
        .setLogBytes(0)
        .setLogChunks(0);
  }

  private static RunnerHeartbeat.Builder heartbeat() {
    return RunnerHeartbeat.newBuilder()
        .setEventId("e")
        .setOccurredAt(Instant.EPOCH)
        .setRunnerId("r")
        .setRunnerName("gpu-1")
        .setSession("s")
        .setSequence(1)
        .setMachines(List.of("cpu"))
        .setSlots(1)
        .setAttempts(List.of())
        .setAgentVersion("1")
        .setHostName("ada");
  }

  static List<String> wrongIds() {
    return List.of("", "a\0b", "a\nb", "x".repeat(201));
  }

  @ParameterizedTest
  @MethodSource("wrongIds")
  void takesNothingWhoseIdsAreNone(String id) {
    assertThat(RunnerCodec.report(finished().setAttemptId(id).build())).isEmpty();
    assertThat(RunnerCodec.report(finished().setRunnerId(id).build())).isEmpty();
    assertThat(RunnerCodec.report(finished().setEventId(id).build())).isEmpty();
    assertThat(RunnerCodec.heartbeat(heartbeat().setSession(id).build())).isEmpty();
    assertThat(RunnerCodec.heartbeat(heartbeat().setRunnerId(id).build())).isEmpty();
  }

  @Test
  void keepsNoZeroCharacterOfAMetricsKey() {
    assertThat(RunnerCodec.report(finished().build()).orElseThrow())
        .isInstanceOfSatisfying(
            AttemptReport.Finished.class,
            report -> assertThat(report.metrics().getFirst().key()).isEqualTo("a\uFFFDb"));
    assertThat(RunnerCodec.heartbeat(heartbeat().build())).isPresent();
  }
}
