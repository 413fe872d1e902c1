package dev.modelgate.runner;

import static dev.modelgate.runner.AgentFixture.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.events.AttemptFinished;
import dev.modelgate.events.Outcome;
import dev.modelgate.events.RunnerHeartbeat;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent in a process of its own that is killed without warning, and the one after it. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
@Execution(ExecutionMode.CONCURRENT)
class KilledAgentTest {

  private final AgentFixture fixture;
  private final FakeScheduler scheduler;
  private final Path open;

  KilledAgentTest(@TempDir Path folder) {
    fixture = new AgentFixture(folder);
    scheduler = fixture.scheduler();
    open = fixture.open();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  /** The process that is killed. */
  static final class Agent {

    private Agent() {}

    public static void main(String[] arguments) throws InterruptedException {
      try (RunnerAgent agent =
          RunnerAgent.start(
              AgentFixture.config(
                  URI.create(arguments[0]), Path.of(arguments[1]), 1, Duration.ofSeconds(30)))) {
        new CountDownLatch(1).await();
        agent.close();
      }
    }
  }

  @Test
  void leavesItsJobRunningToBeTakenUpAgain() throws Exception {
    GitRepository repository = fixture.repository();
    Sample sample =
        Sample.of(
                "echo started >>%1$s/counter; i=0; while [ ! -e %1$s/go ]; do i=$((i+1)); echo line $i; sleep 0.05; done; echo done; exit 3"
                    .formatted(open))
            .from(repository.address(), repository.commit("a", "b"));
    Process first = launch();
    patiently().until(() -> !scheduler.heard(RunnerHeartbeat.class).isEmpty());
    scheduler.assign(sample);
    patiently().until(() -> scheduler.chunks(sample.key()).size() > 3);

    first.destroyForcibly().waitFor();
    Process second = launch();
    int chunks = scheduler.chunks(sample.key()).size();
    patiently().until(() -> scheduler.chunks(sample.key()).size() > chunks + 2);
    second.destroyForcibly().waitFor();
    Files.createFile(open.resolve("go"));
    try (RunnerAgent third = fixture.start(1)) {
      patiently().until(() -> isComplete(sample));
      assertThat(third).isNotNull();
    }

    assertThat(Files.readAllLines(open.resolve("counter"))).containsExactly("started");
    assertThat(contents(sample)).hasSize(1);
    AttemptFinished finished = scheduler.finished(sample.key()).getFirst();
    assertThat(finished.getOutcome()).isEqualTo(Outcome.FAILED);
    assertThat(finished.getExitCode()).isEqualTo(3);
    String log = fixture.awaitLog(sample);
    assertThat(log.lines().toList()).isEqualTo(expectedLog(log));
    // So slow a log goes out to the live tail whole, too.
    patiently().until(() -> scheduler.log(sample.key()).equals(log));
  }

  /**
   * Killed after so many milliseconds, wherever that is: taking, checking out, starting, ending.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 400, 900})
  void losesNothingAtWhateverMomentItDies(int milliseconds) throws Exception {
    GitRepository repository = fixture.repository();
    Sample sample =
        Sample.of(
                "echo started >>%s/counter; sleep 0.3; echo '{\"a\": 1.50}' >metrics.json"
                    .formatted(open))
            .from(repository.address(), repository.commit("a", "b"))
            .measuring("/a");
    Process first = launch();
    patiently().until(() -> !scheduler.heard(RunnerHeartbeat.class).isEmpty());
    scheduler.assign(sample);
    boolean ended = first.waitFor(milliseconds, TimeUnit.MILLISECONDS);
    assertThat(ended).isFalse();
    first.destroyForcibly().waitFor();
    try (RunnerAgent second = fixture.start(1)) {
      patiently().until(() -> isComplete(sample));
      assertThat(second).isNotNull();
    }

    assertThat(Files.readAllLines(open.resolve("counter"))).containsExactly("started");
    assertThat(contents(sample)).hasSize(1);
    AttemptFinished finished = scheduler.finished(sample.key()).getFirst();
    assertThat(finished.getOutcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(finished.getMetrics())
        .extracting(metric -> metric.getValue() + " " + metric.getProblem())
        .containsExactly("1.50 null");
  }

  /** Killed when so many objects are stored: none, some of the artifacts, all but what is left. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 6, 14})
  void storesEverythingAtWhateverMomentOfItsUploadsItDies(int objects) throws Exception {
    GitRepository repository = fixture.repository();
    Sample sample =
        Sample.of(
                "echo training; for i in $(seq 10 24); do head -c 40000 /dev/zero >$MODELGATE_ARTIFACTS/$i;"
                    + " echo $i >>$MODELGATE_ARTIFACTS/$i; done")
            .from(repository.address(), repository.commit("a", "b"));
    Process first = launch();
    patiently().until(() -> !scheduler.heard(RunnerHeartbeat.class).isEmpty());
    scheduler.assign(sample);
    patiently()
        .until(
            () ->
                scheduler.store().list(sample.key()).size() >= objects
                    && scheduler.store().asked() > 0);
    first.destroyForcibly().waitFor();
    try (RunnerAgent second = fixture.start(1)) {
      patiently().until(() -> isComplete(sample));
      patiently()
          .untilAsserted(
              () -> assertThat(fixture.agentFolder().resolve("state/attempts")).isEmptyDirectory());
      assertThat(second).isNotNull();
    }

    Map<String, Long> stored = scheduler.store().list(sample.key());
    assertThat(stored).hasSize(16);
    for (int i = 10; i < 25; i++) {
      assertThat(scheduler.store().read(sample.key(), "artifacts/" + i))
          .hasSize(40_003)
          .endsWith((i + "\n").getBytes(StandardCharsets.UTF_8));
    }
    assertThat(fixture.awaitLog(sample)).isEqualTo("training\n");
  }

  private Process launch() throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new ProcessBuilder(
            java.toString(),
            "-XX:+UseSerialGC",
            "-Xmx192m",
            "-cp",
            System.getProperty("java.class.path"),
            Agent.class.getName(),
            scheduler.address().toString(),
            fixture.agentFolder().toString())
        .redirectErrorStream(true)
        .redirectOutput(
            ProcessBuilder.Redirect.appendTo(fixture.folder().resolve("agent.log").toFile()))
        .start();
  }

  /** Its end is said, and its whole log is stored. */
  private boolean isComplete(Sample sample) {
    List<AttemptFinished> finished = scheduler.finished(sample.key());
    return !finished.isEmpty()
        && scheduler.store().logBytes(sample.key()) == finished.getFirst().getLogBytes();
  }

  /** What was said about the end, without how often. */
  private List<AttemptFinished> contents(Sample sample) {
    return scheduler.finished(sample.key()).stream().distinct().toList();
  }

  private static List<String> expectedLog(String log) {
    int lines = (int) log.lines().count() - 1;
    return Stream.concat(
            IntStream.rangeClosed(1, lines).mapToObj(line -> "line " + line), Stream.of("done"))
        .toList();
  }
}
