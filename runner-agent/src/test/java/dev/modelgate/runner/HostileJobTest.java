package dev.modelgate.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.modelgate.events.AttemptFinished;
import dev.modelgate.events.Outcome;
import dev.modelgate.events.RunnerHeartbeat;
import dev.modelgate.runner.host.Ownership;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that want more than they are given. What only a user of their own prevents needs root. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class HostileJobTest {

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
  void reachesNothingOfTheAgent() {
    assumeTrue(isRoot(), "only root can give jobs a user of their own");
    List<String> attempts =
        List.of(
            "ls %s/state".formatted(agentFolder),
            "cat %s/state/lock".formatted(agentFolder),
            "touch %s/x".formatted(agentFolder),
            "ls %s/work".formatted(agentFolder),
            "touch ../x",
            "cat /proc/%d/environ".formatted(ProcessHandle.current().pid()),
            "head -c1 /proc/%d/mem".formatted(ProcessHandle.current().pid()),
            "ls -l /proc/%d/fd".formatted(ProcessHandle.current().pid()),
            "kill -s TERM %d".formatted(ProcessHandle.current().pid()),
            "kill -s KILL $PPID",
            "setpriv --reuid=0 true");
    String run =
        String.join(
            "; ", attempts.stream().map(each -> "if " + each + "; then echo REACHED; fi").toList());
    try (RunnerAgent agent = start(1)) {
      Sample sample = job("id -u; ulimit -u 2>/dev/null; " + run);
      scheduler.assign(sample);
      AttemptFinished finished = awaitFinished(sample);

      await().until(() -> scheduler.chunks(sample.key()).size() == finished.getLogChunks());
      assertThat(scheduler.log(sample.key())).startsWith("64").doesNotContain("REACHED");
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void leavesNoProcessBehindThatHidItself() throws IOException {
    assumeTrue(isRoot(), "only root can give jobs a user of their own");
    try (RunnerAgent agent = start(1)) {
      Sample sample =
          job(
              "id -u >%1$s/uid; (env -i setsid /bin/sh -c 'trap \"\" TERM HUP; echo >%1$s/hidden; while :; do sleep 1; done' &) ; while [ ! -e %1$s/hidden ]; do sleep 0.05; done"
                  .formatted(open));
      scheduler.assign(sample);

      assertThat(awaitFinished(sample).getOutcome()).isEqualTo(Outcome.SUCCEEDED);
      assertThat(processesOf(Files.readString(open.resolve("uid")).strip())).isEmpty();
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void cannotReachACheckoutOfAnotherProjectInItsSlot() throws IOException {
    assumeTrue(isRoot(), "only root can give jobs a user of their own");
    try (RunnerAgent agent = start(1)) {
      Sample first = job("pwd >%s/place; echo secret >kept".formatted(open));
      scheduler.assign(first);
      awaitFinished(first);
      String place = Files.readString(open.resolve("place")).strip();
      Sample second = job("if cat %s/kept; then echo REACHED; fi".formatted(place));
      scheduler.assign(second);
      AttemptFinished finished = awaitFinished(second);

      await().until(() -> scheduler.chunks(second.key()).size() == finished.getLogChunks());
      assertThat(Files.exists(Path.of(place, "kept"))).isTrue();
      assertThat(scheduler.log(second.key()))
          .contains("ermission denied")
          .doesNotContain("REACHED");
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void delaysNoHeartbeatWithAFloodOfOutput() {
    try (RunnerAgent agent = start(1)) {
      Sample sample = job("yes | head -c 400000000; echo end");
      int before = scheduler.heard(RunnerHeartbeat.class).size();
      scheduler.assign(sample);
      AttemptFinished finished = awaitFinished(sample);

      assertThat(finished.getLogBytes()).isBetween(1024L * 1024, 1024L * 1024 + 300);
      List<Instant> beats =
          scheduler.heard(RunnerHeartbeat.class).stream()
              .skip(Math.max(0, before - 1))
              .map(RunnerHeartbeat::getOccurredAt)
              .toList();
      for (int i = 1; i < beats.size(); i++) {
        assertThat(Duration.between(beats.get(i - 1), beats.get(i)))
            .isLessThan(Duration.ofSeconds(4));
      }
      await().until(() -> scheduler.chunks(sample.key()).size() == finished.getLogChunks());
      assertThat(scheduler.log(sample.key())).contains("What followed was discarded.");
      assertThat(agent).isNotNull();
    }
  }

  private RunnerAgent start(int slots) {
    RunnerAgent agent =
        RunnerAgent.start(AgentFixture.config(scheduler.address(), agentFolder, slots));
    await().until(() -> !scheduler.heard(RunnerHeartbeat.class).isEmpty());
    return agent;
  }

  private Sample job(String run) {
    GitRepository repository =
        GitRepository.in(folder.resolve("repo-" + java.util.UUID.randomUUID()));
    return Sample.of(run).from(repository.address(), repository.commit("a", "b"));
  }

  private AttemptFinished awaitFinished(Sample sample) {
    await().until(() -> !scheduler.finished(sample.key()).isEmpty());
    return scheduler.finished(sample.key()).getFirst();
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static List<Path> processesOf(String uid) throws IOException {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(process -> process.getFileName().toString().matches("[0-9]+"))
          .filter(process -> runsAs(process, uid))
          .toList();
    }
  }

  private static boolean runsAs(Path process, String uid) {
    try {
      List<String> status = Files.readAllLines(process.resolve("status"));
      return status.stream().anyMatch(line -> line.startsWith("Uid:\t" + uid + "\t"))
          && status.stream().noneMatch(line -> line.startsWith("State:\tZ"));
    } catch (IOException e) {
      return false;
    }
  }
}
