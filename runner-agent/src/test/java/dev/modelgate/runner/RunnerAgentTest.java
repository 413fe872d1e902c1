package dev.modelgate.runner;

import static dev.modelgate.runner.AgentFixture.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.events.AttemptFinished;
import dev.modelgate.events.AttemptProgressed;
import dev.modelgate.events.AttemptStarted;
import dev.modelgate.events.Outcome;
import dev.modelgate.events.RunnerHeartbeat;
import dev.modelgate.runner.claim.AttemptKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** An agent between a real Kafka, real repositories and real processes. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
@Execution(ExecutionMode.CONCURRENT)
class RunnerAgentTest {

  private final AgentFixture fixture;
  private final FakeScheduler scheduler;

  RunnerAgentTest(@TempDir Path folder) {
    fixture = new AgentFixture(folder);
    scheduler = fixture.scheduler();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void runsAnAttemptFromItsCommitToItsMetrics() {
    GitRepository repository = fixture.repository();
    String sha =
        repository.commit(
            "train.sh",
            "echo training; echo '{\"accuracy\": 0.9760, \"loss\": 1e-3}' >metrics.json");
    repository.commit("train.sh", "echo a later commit");
    Sample sample =
        Sample.of("sh train.sh; ls -a; test ! -e .git")
            .from(repository.address(), sha)
            .measuring("/accuracy");
    try (RunnerAgent agent = fixture.start(1)) {
      scheduler.assign(sample);
      AttemptFinished finished = fixture.awaitFinished(sample);

      assertThat(finished.getOutcome()).isEqualTo(Outcome.SUCCEEDED);
      assertThat(finished.getExitCode()).isZero();
      assertThat(finished.getRunnerName()).isEqualTo("laptop");
      assertThat(finished.getMetrics())
          .extracting(metric -> metric.getKey() + " = " + metric.getValue())
          .containsExactly(
              "json:metrics.json:/accuracy = 0.9760", "json:metrics.json:/loss = 1e-3");
      assertThat(fixture.awaitLog(sample)).startsWith("training\n");
      assertThat(sequences(sample.key())).isEqualTo(List.of(1L, 2L, 3L, 4L));
      fixture.awaitDropped(sample);
      patiently()
          .untilAsserted(
              () -> assertThat(fixture.agentFolder().resolve("state/attempts")).isEmptyDirectory());
      assertThat(agent).isNotNull();
    }
    assertThat(scheduler.finished(sample.key())).hasSize(1);
  }

  @Test
  void saysWhatItOffersAndWhatItHolds() {
    Sample sample = fixture.job("sleep 300");
    try (RunnerAgent agent = fixture.start(2)) {
      scheduler.assign(sample);
      fixture.awaitHeld(sample);

      List<RunnerHeartbeat> heartbeats = scheduler.heard(RunnerHeartbeat.class);
      assertThat(heartbeats.getFirst().getMachines()).containsExactly("cpu", "a100");
      assertThat(heartbeats.getFirst().getSlots()).isEqualTo(2);
      assertThat(heartbeats)
          .extracting(RunnerHeartbeat::getSequence)
          .isEqualTo(LongStream.rangeClosed(1, heartbeats.size()).boxed().toList());
      assertThat(agent).isNotNull();
      fixture.endByCancelling(sample);
    }
  }

  @Test
  void runsAnAttemptOnceHoweverOftenItIsAssigned() throws IOException {
    Path counter = fixture.open().resolve("counter");
    Sample sample = fixture.job("echo started >>" + counter);
    Sample after = fixture.job("echo after >>" + counter);
    try (RunnerAgent agent = fixture.start(1)) {
      scheduler.assign(sample);
      scheduler.assign(sample);
      fixture.awaitFinished(sample);
      fixture.awaitDropped(sample);
      scheduler.assign(sample);
      scheduler.sayRaw(new byte[] {1, 2, 3});
      scheduler.assign(after);
      fixture.awaitFinished(after);

      assertThat(Files.readAllLines(counter)).containsExactly("started", "after");
      assertThat(scheduler.finished(sample.key())).hasSize(1);
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void runsNoMoreAttemptsAtOnceThanItHasSlots() throws IOException {
    Path running = fixture.open().resolve("running");
    Sample first =
        fixture.job(
            "echo first >>%1$s; while [ ! -e %1$s.go ]; do sleep 0.1; done".formatted(running));
    Sample second = fixture.job("echo second >>" + running);
    try (RunnerAgent agent = fixture.start(1)) {
      scheduler.assign(first);
      patiently().until(() -> Files.exists(running));
      scheduler.assign(second);
      scheduler.assign(first);
      assertThat(Files.readAllLines(running)).containsExactly("first");
      assertThat(scheduler.holds(second.key())).isFalse();

      Files.createFile(fixture.open().resolve("running.go"));
      fixture.awaitFinished(first);
      scheduler.assign(second);

      fixture.awaitFinished(second);
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void tellsARepositoryThatIsAwayFromACommitThatIsNotThere() {
    GitRepository repository = fixture.repository();
    repository.commit("a", "b");
    Path pwned = fixture.open().resolve("pwned");
    Sample away =
        fixture.job("true").from(fixture.folder().resolve("nowhere").toString(), "a".repeat(40));
    Sample missing = fixture.job("true").from(repository.address(), "b".repeat(40));
    Sample hostile = fixture.job("true").from("ext::touch " + pwned, "c".repeat(40));
    try (RunnerAgent agent = fixture.start(3)) {
      scheduler.assign(away);
      scheduler.assign(missing);
      scheduler.assign(hostile);

      assertThat(fixture.awaitFinished(away).getOutcome()).isEqualTo(Outcome.INFRASTRUCTURE_LOST);
      assertThat(fixture.awaitFinished(missing).getOutcome())
          .isEqualTo(Outcome.CONFIGURATION_ERROR);
      assertThat(fixture.awaitFinished(hostile).getOutcome())
          .isEqualTo(Outcome.CONFIGURATION_ERROR);
      assertThat(pwned).doesNotExist();
      assertThat(fixture.awaitLog(away)).isEmpty();
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void keepsJobsOfOneRepositoryApart() throws IOException {
    GitRepository repository = fixture.repository();
    String sha = repository.commit("a", "b");
    String run =
        "{ pwd; echo $MODELGATE_STORAGE; echo $HOME; echo $TMPDIR; } >%1$s/$MODELGATE_ATTEMPT;"
                .formatted(fixture.open())
            + " while [ $(ls %s | wc -l) -lt 2 ]; do sleep 0.1; done".formatted(fixture.open());
    Sample one = Sample.of(run).from(repository.address(), sha);
    Sample two = Sample.of(run).in(one.projectId()).from(repository.address(), sha);
    try (RunnerAgent agent = fixture.start(2)) {
      scheduler.assign(one);
      scheduler.assign(two);
      fixture.awaitFinished(one);
      fixture.awaitFinished(two);

      List<String> places = new ArrayList<>();
      for (Sample sample : List.of(one, two)) {
        places.addAll(Files.readAllLines(fixture.open().resolve(sample.key().attemptId())));
      }
      assertThat(places).hasSize(8).doesNotHaveDuplicates();
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void takesItsJobsUpAgainAfterARestart() throws IOException {
    Path counter = fixture.open().resolve("counter");
    Path go = fixture.open().resolve("go");
    Sample sample =
        fixture.job(
            "echo started >>%s; while [ ! -e %s ]; do sleep 0.1; done; echo done"
                .formatted(counter, go));
    RunnerAgent first = fixture.start(1);
    scheduler.assign(sample);
    patiently().until(() -> Files.exists(counter));
    first.close();

    RunnerAgent second = fixture.start(1);
    fixture.awaitHeld(sample);
    second.close();
    Files.createFile(go);
    try (RunnerAgent third = fixture.start(1)) {
      assertThat(fixture.awaitFinished(sample).getOutcome()).isEqualTo(Outcome.SUCCEEDED);
      assertThat(fixture.awaitLog(sample)).isEqualTo("done\n");
      assertThat(third).isNotNull();
    }
    assertThat(Files.readAllLines(counter)).containsExactly("started");
  }

  @Test
  void refusesASecondAgentInItsFolder() {
    try (RunnerAgent agent = fixture.start(1)) {
      assertThatThrownBy(() -> fixture.start(1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("another one works there");
      assertThat(agent).isNotNull();
    }
    fixture.start(1).close();
  }

  @Test
  void waitsForAServerThatIsAway() {
    scheduler.reachable(false);
    Sample sample = fixture.job("true");
    try (RunnerAgent agent = fixture.start(1)) {
      assertThat(scheduler.heard(RunnerHeartbeat.class)).isEmpty();

      scheduler.reachable(true);

      patiently().until(() -> !scheduler.heard(RunnerHeartbeat.class).isEmpty());
      scheduler.assign(sample);
      fixture.awaitFinished(sample);
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void hearsWhatIsSaidWhileItCannotWriteDownHowFarItRead() throws IOException {
    Files.createDirectories(fixture.agentFolder().resolve("state/commands.json.new"));
    Sample sample = fixture.job("true");
    try (RunnerAgent agent = fixture.start(1)) {
      scheduler.assign(sample);

      assertThat(fixture.awaitFinished(sample).getOutcome()).isEqualTo(Outcome.SUCCEEDED);
      assertThat(agent).isNotNull();
    }
  }

  private List<Long> sequences(AttemptKey key) {
    return Stream.of(
            scheduler.heard(AttemptProgressed.class).stream()
                .filter(event -> event.getAttemptId().equals(key.attemptId()))
                .map(AttemptProgressed::getSequence),
            scheduler.heard(AttemptStarted.class).stream()
                .filter(event -> event.getAttemptId().equals(key.attemptId()))
                .map(AttemptStarted::getSequence),
            scheduler.finished(key).stream().map(AttemptFinished::getSequence))
        .flatMap(sequences -> sequences)
        .sorted()
        .toList();
  }
}
