package dev.modelgate.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.modelgate.events.AttemptFinished;
import dev.modelgate.events.AttemptPhase;
import dev.modelgate.events.AttemptProgressed;
import dev.modelgate.events.AttemptStarted;
import dev.modelgate.events.LogChunk;
import dev.modelgate.events.Outcome;
import dev.modelgate.events.RunnerHeartbeat;
import dev.modelgate.runner.claim.AttemptKey;
import dev.modelgate.runner.host.Ownership;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent between a real Kafka, real repositories and real processes. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RunnerAgentTest {

  @TempDir private Path folder;
  private final FakeScheduler scheduler = new FakeScheduler();
  private Path agentFolder = Path.of("unset");
  private Path open = Path.of("unset");

  @BeforeAll
  static void waitLongEnough() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
  }

  @BeforeEach
  void makeFolders() {
    AgentFixture.passable(folder);
    agentFolder = AgentFixture.passable(folder.resolve("agent"));
    open = Ownership.folder(folder.resolve("open"), "rwxrwxrwx");
  }

  @AfterEach
  void stop() {
    scheduler.close();
  }

  @Test
  void runsAnAttemptFromItsCommitToItsMetrics() {
    GitRepository repository = GitRepository.in(folder.resolve("repo"));
    String sha =
        repository.commit(
            "train.sh",
            "echo training; echo '{\"accuracy\": 0.9760, \"loss\": 1e-3}' >metrics.json");
    repository.commit("train.sh", "echo a later commit");
    Sample sample =
        Sample.of("sh train.sh; ls -a; test ! -e .git")
            .from(repository.address(), sha)
            .measuring("/accuracy");
    try (RunnerAgent agent = start(1)) {
      scheduler.assign(sample);
      AttemptFinished finished = awaitFinished(sample.key());

      assertThat(finished.getOutcome()).isEqualTo(Outcome.SUCCEEDED);
      assertThat(finished.getExitCode()).isZero();
      assertThat(finished.getRunnerName()).isEqualTo("laptop");
      assertThat(finished.getMetrics())
          .extracting(metric -> metric.getKey() + " = " + metric.getValue())
          .containsExactly(
              "json:metrics.json:/accuracy = 0.9760", "json:metrics.json:/loss = 1e-3");
      await().until(() -> chunksAreComplete(finished));
      assertThat(scheduler.log(sample.key())).startsWith("training\n");
      assertThat(finished.getLogBytes()).isEqualTo(scheduler.log(sample.key()).length());
      assertThat(sequences(sample.key())).isEqualTo(List.of(1L, 2L, 3L, 4L));
      await().until(() -> !scheduler.holds(sample.key()));
      await()
          .untilAsserted(
              () -> assertThat(agentFolder.resolve("state/attempts")).isEmptyDirectory());
      assertThat(agent).isNotNull();
    }
    assertThat(scheduler.finished(sample.key())).hasSize(1);
  }

  @Test
  void saysWhatItOffersAndWhatItHolds() {
    Sample sample = job("sleep 300");
    try (RunnerAgent agent = start(2)) {
      scheduler.assign(sample);
      await().until(() -> scheduler.holds(sample.key()));

      List<RunnerHeartbeat> heartbeats = scheduler.heard(RunnerHeartbeat.class);
      assertThat(heartbeats.getFirst().getMachines()).containsExactly("cpu", "a100");
      assertThat(heartbeats.getFirst().getSlots()).isEqualTo(2);
      assertThat(heartbeats)
          .extracting(RunnerHeartbeat::getSequence)
          .isEqualTo(LongStream.rangeClosed(1, heartbeats.size()).boxed().toList());
      assertThat(agent).isNotNull();
      endBy(sample);
    }
  }

  @Test
  void endsAnAttemptThatIsCancelled() {
    Sample sample = job("echo running; sleep 300");
    try (RunnerAgent agent = start(1)) {
      scheduler.assign(sample);
      await().until(() -> scheduler.log(sample.key()).contains("running"));

      scheduler.cancel(sample.key(), Outcome.CANCELLED);

      AttemptFinished finished = awaitFinished(sample.key());
      assertThat(finished.getOutcome()).isEqualTo(Outcome.CANCELLED);
      assertThat(finished.getExitCode()).isNull();
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void neverRunsAnAttemptThatWasCancelledBeforeItCame() {
    Sample sample = job("touch " + open.resolve("ran"));
    try (RunnerAgent agent = start(1)) {
      scheduler.cancel(sample.key(), Outcome.CANCELLED);
      scheduler.assign(sample);

      assertThat(awaitFinished(sample.key()).getOutcome()).isEqualTo(Outcome.CANCELLED);
      assertThat(open.resolve("ran")).doesNotExist();
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void runsAnAttemptOnceHoweverOftenItIsAssigned() throws IOException {
    Path counter = open.resolve("counter");
    Sample sample = job("echo started >>" + counter);
    Sample after = job("echo after >>" + counter);
    try (RunnerAgent agent = start(1)) {
      scheduler.assign(sample);
      scheduler.assign(sample);
      awaitFinished(sample.key());
      await().until(() -> !scheduler.holds(sample.key()));
      scheduler.assign(sample);
      scheduler.sayRaw(new byte[] {1, 2, 3});
      scheduler.assign(after);
      awaitFinished(after.key());

      assertThat(Files.readAllLines(counter)).containsExactly("started", "after");
      assertThat(scheduler.finished(sample.key())).hasSize(1);
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void obeysNoLeaderThatWasReplaced() {
    Sample first = job("true");
    Sample old = job("true");
    Sample last = job("true");
    try (RunnerAgent agent = start(1)) {
      scheduler.epoch(5);
      scheduler.assign(first);
      awaitFinished(first.key());
      scheduler.epoch(4);
      scheduler.assign(old);
      scheduler.epoch(6);
      scheduler.assign(last);

      awaitFinished(last.key());
      assertThat(scheduler.finished(old.key())).isEmpty();
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void tellsTheEndOnlyWhileTheSchedulerWantsIt() {
    Sample sample = job("sleep 3");
    try (RunnerAgent agent = start(1, Duration.ofSeconds(2))) {
      scheduler.answering(false);
      scheduler.assign(sample);
      await().until(() -> ended(sample.key()));
      int heartbeats = scheduler.heard(RunnerHeartbeat.class).size();
      await().until(() -> scheduler.heard(RunnerHeartbeat.class).size() > heartbeats + 4);
      assertThat(scheduler.finished(sample.key())).isEmpty();

      scheduler.answering(true);

      assertThat(awaitFinished(sample.key()).getOutcome()).isEqualTo(Outcome.SUCCEEDED);
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void dropsAnAttemptThatIsNotInTheAnswer() {
    Sample sample = job("echo running; sleep 300; touch " + open.resolve("survived"));
    Sample next = job("true");
    try (RunnerAgent agent = start(1)) {
      scheduler.assign(sample);
      await().until(() -> scheduler.log(sample.key()).contains("running"));

      scheduler.lose(sample.key());

      await().until(() -> !scheduler.holds(sample.key()));
      scheduler.assign(next);
      awaitFinished(next.key());
      assertThat(scheduler.finished(sample.key())).isEmpty();
      assertThat(open.resolve("survived")).doesNotExist();
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void endsAnOlderAttemptWhenItsSuccessorComes() {
    Sample older = job("echo running; sleep 300");
    Sample newer = older.again(8);
    try (RunnerAgent agent = start(2)) {
      scheduler.assign(older);
      await().until(() -> scheduler.log(older.key()).contains("running"));

      scheduler.assign(newer);

      await().until(() -> !scheduler.holds(older.key()));
      await().until(() -> scheduler.log(newer.key()).contains("running"));
      assertThat(scheduler.finished(older.key())).isEmpty();
      assertThat(agent).isNotNull();
      endBy(newer);
    }
  }

  @Test
  void runsNoMoreAttemptsAtOnceThanItHasSlots() throws IOException {
    Path running = open.resolve("running");
    Sample first =
        job("echo first >>%1$s; while [ ! -e %1$s.go ]; do sleep 0.1; done".formatted(running));
    Sample second = job("echo second >>" + running);
    try (RunnerAgent agent = start(1)) {
      scheduler.assign(first);
      await().until(() -> Files.exists(running));
      scheduler.assign(second);
      scheduler.assign(first);
      assertThat(Files.readAllLines(running)).containsExactly("first");
      assertThat(scheduler.holds(second.key())).isFalse();

      Files.createFile(open.resolve("running.go"));
      awaitFinished(first.key());
      scheduler.assign(second);

      awaitFinished(second.key());
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void tellsARepositoryThatIsAwayFromACommitThatIsNotThere() {
    GitRepository repository = GitRepository.in(folder.resolve("repo"));
    repository.commit("a", "b");
    Sample away = job("true").from(folder.resolve("nowhere").toString(), "a".repeat(40));
    Sample missing = job("true").from(repository.address(), "b".repeat(40));
    Sample hostile = job("true").from("ext::touch " + open.resolve("pwned"), "c".repeat(40));
    try (RunnerAgent agent = start(3)) {
      scheduler.assign(away);
      scheduler.assign(missing);
      scheduler.assign(hostile);

      assertThat(awaitFinished(away.key()).getOutcome()).isEqualTo(Outcome.INFRASTRUCTURE_LOST);
      assertThat(awaitFinished(missing.key()).getOutcome()).isEqualTo(Outcome.CONFIGURATION_ERROR);
      assertThat(awaitFinished(hostile.key()).getOutcome()).isEqualTo(Outcome.CONFIGURATION_ERROR);
      assertThat(open.resolve("pwned")).doesNotExist();
      assertThat(scheduler.log(away.key())).isEmpty();
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void keepsJobsOfOneRepositoryApart() throws IOException {
    GitRepository repository = GitRepository.in(folder.resolve("repo"));
    String sha = repository.commit("a", "b");
    String run =
        "{ pwd; echo $MODELGATE_STORAGE; echo $HOME; echo $TMPDIR; } >%1$s/places-$MODELGATE_ATTEMPT;"
                .formatted(open)
            + " while [ $(ls %s | wc -l) -lt 2 ]; do sleep 0.1; done".formatted(open);
    Sample one = Sample.of(run).from(repository.address(), sha);
    Sample two = Sample.of(run).in(one.projectId()).from(repository.address(), sha);
    try (RunnerAgent agent = start(2)) {
      scheduler.assign(one);
      scheduler.assign(two);
      awaitFinished(one.key());
      awaitFinished(two.key());

      List<String> places = new ArrayList<>(places(one));
      places.addAll(places(two));
      assertThat(places).hasSize(8).doesNotHaveDuplicates();
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void takesItsJobsUpAgainAfterARestart() throws IOException {
    Path counter = open.resolve("counter");
    Path go = open.resolve("go");
    Sample sample =
        job(
            "echo started >>%s; while [ ! -e %s ]; do sleep 0.1; done; echo done"
                .formatted(counter, go));
    RunnerAgent agent = start(1);
    scheduler.assign(sample);
    await().until(() -> Files.exists(counter));
    agent.close();

    RunnerAgent second = start(1);
    await().until(() -> scheduler.holds(sample.key()));
    second.close();
    Files.createFile(go);
    try (RunnerAgent third = start(1)) {
      assertThat(awaitFinished(sample.key()).getOutcome()).isEqualTo(Outcome.SUCCEEDED);
      await().until(() -> chunksAreComplete(scheduler.finished(sample.key()).getFirst()));
      assertThat(third).isNotNull();
    }
    assertThat(scheduler.log(sample.key())).isEqualTo("done\n");
    assertThat(Files.readAllLines(counter)).containsExactly("started");
  }

  @Test
  void refusesASecondAgentInItsFolder() {
    try (RunnerAgent agent = start(1)) {
      assertThatThrownBy(() -> start(1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("another one works there");
      assertThat(agent).isNotNull();
    }
    start(1).close();
  }

  @Test
  void waitsForAServerThatIsAway() {
    scheduler.reachable(false);
    Sample sample = job("true");
    try (RunnerAgent agent = start(1)) {
      assertThat(scheduler.heard(RunnerHeartbeat.class)).isEmpty();

      scheduler.reachable(true);

      await().until(() -> !scheduler.heard(RunnerHeartbeat.class).isEmpty());
      scheduler.assign(sample);
      awaitFinished(sample.key());
      assertThat(agent).isNotNull();
    }
  }

  private RunnerAgent start(int slots) {
    return start(slots, Duration.ofSeconds(30));
  }

  /** Started, and listening: what was assigned before would be sent again only by a real one. */
  private RunnerAgent start(int slots, Duration lease) {
    int before = scheduler.heard(RunnerHeartbeat.class).size();
    RunnerAgent agent =
        RunnerAgent.start(AgentFixture.config(scheduler.address(), agentFolder, slots, lease));
    if (scheduler.isReachable()) {
      await().until(() -> scheduler.heard(RunnerHeartbeat.class).size() > before);
    }
    return agent;
  }

  private Sample job(String run) {
    GitRepository repository = GitRepository.in(folder.resolve("repo-" + UUID.randomUUID()));
    return Sample.of(run).from(repository.address(), repository.commit("a", "b"));
  }

  private List<String> places(Sample sample) throws IOException {
    return Files.readAllLines(open.resolve("places-" + sample.key().attemptId()));
  }

  private AttemptFinished awaitFinished(AttemptKey key) {
    await().until(() -> !scheduler.finished(key).isEmpty());
    return scheduler.finished(key).getFirst();
  }

  private void endBy(Sample sample) {
    scheduler.cancel(sample.key(), Outcome.CANCELLED);
    awaitFinished(sample.key());
  }

  private boolean ended(AttemptKey key) {
    return scheduler.heard(RunnerHeartbeat.class).stream()
        .flatMap(heartbeat -> heartbeat.getAttempts().stream())
        .anyMatch(
            held ->
                held.getAttemptId().equals(key.attemptId())
                    && held.getPhase() == AttemptPhase.ENDED);
  }

  private boolean chunksAreComplete(AttemptFinished finished) {
    Map<Long, LogChunk> chunks =
        scheduler.chunks(new AttemptKey(finished.getAttemptId(), finished.getToken()));
    return chunks.size() == finished.getLogChunks()
        && chunks.values().stream().filter(LogChunk::getLast).count() == 1;
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
