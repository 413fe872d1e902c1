package dev.modelgate.runner;

import static dev.modelgate.runner.AgentFixture.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.modelgate.events.AttemptFinished;
import dev.modelgate.events.Outcome;
import dev.modelgate.runner.host.Ownership;
import dev.modelgate.runner.host.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Jobs that want more than they are given. What only a user of their own prevents needs root. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
@Execution(ExecutionMode.CONCURRENT)
class HostileJobTest {

  private final AgentFixture fixture;
  private final FakeScheduler scheduler;
  private final Path agentFolder;
  private final Path open;

  HostileJobTest(@TempDir Path folder) {
    fixture = new AgentFixture(folder);
    scheduler = fixture.scheduler();
    agentFolder = fixture.agentFolder();
    open = fixture.open();
  }

  @AfterEach
  void stop() {
    fixture.close();
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
    try (RunnerAgent agent = fixture.start(1)) {
      Sample sample = fixture.job("id -u; ulimit -u 2>/dev/null; " + run);
      scheduler.assign(sample);
      String log = fixture.awaitLog(sample);

      assertThat(log).startsWith("64").doesNotContain("REACHED");
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void leavesNoProcessBehindThatHidItself() throws IOException {
    assumeTrue(isRoot(), "only root can give jobs a user of their own");
    try (RunnerAgent agent = fixture.start(1)) {
      Sample sample =
          fixture.job(
              "id -u >%1$s/uid; (env -i setsid /bin/sh -c 'trap \"\" TERM HUP; echo >%1$s/hidden; for i in $(seq 60); do sleep 1; done' &) ; while [ ! -e %1$s/hidden ]; do sleep 0.05; done"
                  .formatted(open));
      scheduler.assign(sample);

      assertThat(fixture.awaitFinished(sample).getOutcome()).isEqualTo(Outcome.SUCCEEDED);
      assertThat(processesOf(Files.readString(open.resolve("uid")).strip())).isEmpty();
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void cannotReachACheckoutOfAnotherProjectInItsSlot() throws IOException {
    assumeTrue(isRoot(), "only root can give jobs a user of their own");
    try (RunnerAgent agent = fixture.start(1)) {
      Sample first = fixture.job("pwd >%s/place; echo secret >kept".formatted(open));
      scheduler.assign(first);
      fixture.awaitFinished(first);
      String place = Files.readString(open.resolve("place")).strip();
      Sample second = fixture.job("if cat %s/kept; then echo REACHED; fi".formatted(place));
      scheduler.assign(second);
      String log = fixture.awaitLog(second);

      assertThat(Files.exists(Path.of(place, "kept"))).isTrue();
      assertThat(log).contains("ermission denied").doesNotContain("REACHED");
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void cannotReadTheCheckoutOfItsProjectInAnotherSlot() throws IOException {
    assumeTrue(isRoot(), "only root can give jobs a user of their own");
    try (RunnerAgent agent = fixture.start(2)) {
      Sample first =
          fixture.job(
              "echo secret >kept; pwd >%1$s/new; mv %1$s/new %1$s/place; while [ ! -e %1$s/go ]; do sleep 0.05; done"
                  .formatted(open));
      scheduler.assign(first);
      patiently().until(() -> Files.exists(open.resolve("place")));
      String place = Files.readString(open.resolve("place")).strip();
      Sample second =
          fixture
              .job("for i in a kept; do if cat %s/$i; then echo REACHED; fi; done".formatted(place))
              .in(first.projectId());
      scheduler.assign(second);
      String log = fixture.awaitLog(second);
      Files.createFile(open.resolve("go"));

      assertThat(Path.of(place, "a")).exists();
      assertThat(log).contains("ermission denied").doesNotContain("REACHED");
      assertThat(fixture.awaitFinished(first).getOutcome()).isEqualTo(Outcome.SUCCEEDED);
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void delaysNoHeartbeatWithAFloodOfOutput() {
    try (RunnerAgent agent = fixture.start(1)) {
      Sample sample = fixture.job("yes | head -c 400000000; echo end");
      scheduler.assign(sample);
      AttemptFinished finished = fixture.awaitFinished(sample);

      assertThat(finished.getLogBytes()).isBetween(1024L * 1024, 1024L * 1024 + 300);
      // Half a lease: on a busy computer the whole process may wait for seconds.
      assertThat(scheduler.longestSilence()).isLessThan(Duration.ofSeconds(15));
      assertThat(fixture.awaitLog(sample)).contains("What followed was discarded.");
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void fillsTheDiskAndTheNextJobRunsAllTheSame() throws IOException {
    assumeTrue(
        isRoot()
            && Programs.call(
                    List.of(
                        "mount", "-t", "tmpfs", "-o", "size=24m", "none", agentFolder.toString()))
                .isYes(),
        "only root can mount a small disk, and not everywhere");
    Ownership.folder(agentFolder, "rwx--x--x");
    try (RunnerAgent agent = fixture.start(1)) {
      Sample first =
          fixture.job(
              "echo started >>%s/counter; head -c 100000000 /dev/zero >fill; echo still here"
                  .formatted(open));
      Sample second = fixture.job("ls; head -c 8000000 /dev/zero >fits");
      scheduler.assign(first);
      assertThat(fixture.awaitFinished(first).getOutcome()).isEqualTo(Outcome.SUCCEEDED);
      fixture.awaitDropped(first);
      scheduler.assign(second);

      assertThat(fixture.awaitFinished(second).getOutcome()).isEqualTo(Outcome.SUCCEEDED);
      assertThat(Files.readAllLines(open.resolve("counter"))).containsExactly("started");
      assertThat(agent).isNotNull();
    } finally {
      Programs.call(List.of("umount", "-l", agentFolder.toString()));
    }
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
