package dev.modelgate.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.modelgate.events.AttemptFinished;
import dev.modelgate.events.Outcome;
import dev.modelgate.events.RunnerHeartbeat;
import dev.modelgate.runner.claim.AttemptKey;
import dev.modelgate.runner.execute.JobLimits;
import dev.modelgate.runner.host.Ownership;
import dev.modelgate.runner.host.SlotUsers;
import dev.modelgate.runner.upload.UploadRules;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;

/**
 * What a test of a whole agent needs: a scheduler's side, folders that jobs under another user can
 * go through, repositories; and agents that are quicker to lose patience than those of a team.
 */
final class AgentFixture implements AutoCloseable {

  private final Path folder;
  private final FakeScheduler scheduler = new FakeScheduler();

  AgentFixture(Path folder) {
    this.folder = Ownership.folder(folder, "rwx--x--x");
    Ownership.folder(agentFolder(), "rwx--x--x");
    Ownership.folder(open(), "rwxrwxrwx");
  }

  FakeScheduler scheduler() {
    return scheduler;
  }

  Path folder() {
    return folder;
  }

  Path agentFolder() {
    return folder.resolve("agent");
  }

  /** A folder that every job can write to. */
  Path open() {
    return folder.resolve("open");
  }

  static RunnerConfig config(URI server, Path agentFolder, int slots, Duration lease) {
    return config(server, agentFolder, slots, lease, Duration.ofMinutes(5), false);
  }

  private static RunnerConfig config(
      URI server,
      Path agentFolder,
      int slots,
      Duration lease,
      Duration longestJob,
      boolean ignoreContainers) {
    return new RunnerConfig(
        server,
        "token",
        "laptop",
        List.of("cpu", "a100"),
        slots,
        ignoreContainers,
        agentFolder,
        new RunnerSettings(
            new JobLimits(
                "/usr/local/bin:/usr/bin:/bin", longestJob, Duration.ofSeconds(2), 1024 * 1024),
            Duration.ofMillis(500),
            lease,
            Duration.ofSeconds(30),
            Duration.ofSeconds(3),
            new UploadRules(20, 1024 * 1024, Duration.ofSeconds(1), Duration.ofHours(24)),
            SlotUsers.REGISTRY,
            agentFolder.resolve("elsewhere")));
  }

  RunnerAgent start(int slots) {
    return start(slots, Duration.ofSeconds(30));
  }

  RunnerAgent start(int slots, Duration lease) {
    return start(config(scheduler.address(), agentFolder(), slots, lease));
  }

  /** One that ends jobs which run longer than this. */
  RunnerAgent startImpatient(Duration longestJob) {
    return start(
        config(scheduler.address(), agentFolder(), 1, Duration.ofSeconds(30), longestJob, false));
  }

  RunnerAgent startIgnoringContainers() {
    return start(
        config(
            scheduler.address(),
            agentFolder(),
            1,
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            true));
  }

  /** Started, and listening: what was assigned before would be sent again only by a real one. */
  private RunnerAgent start(RunnerConfig config) {
    int before = scheduler.heard(RunnerHeartbeat.class).size();
    RunnerAgent agent = RunnerAgent.start(config);
    if (scheduler.isReachable()) {
      patiently().until(() -> scheduler.heard(RunnerHeartbeat.class).size() > before);
    }
    return agent;
  }

  /** An assignment of a commit in a repository of its own. */
  Sample job(String run) {
    GitRepository repository = repository();
    return Sample.of(run).from(repository.address(), repository.commit("a", "b"));
  }

  GitRepository repository() {
    return GitRepository.in(folder.resolve("repository-" + UUID.randomUUID()));
  }

  AttemptFinished awaitFinished(Sample sample) {
    patiently().until(() -> !scheduler.finished(sample.key()).isEmpty());
    List<AttemptFinished> said = scheduler.finished(sample.key()).stream().distinct().toList();
    assertThat(said).hasSize(1);
    return said.getFirst();
  }

  /** The whole log, once all of it is stored. */
  String awaitLog(Sample sample) {
    long bytes = awaitFinished(sample).getLogBytes();
    FakeStore store = scheduler.store();
    patiently().until(() -> store.logBytes(sample.key()) == bytes);
    return new String(store.log(sample.key()), StandardCharsets.UTF_8);
  }

  void awaitLogContains(Sample sample, String text) {
    patiently().until(() -> scheduler.log(sample.key()).contains(text));
  }

  void awaitHeld(Sample sample) {
    patiently().until(() -> scheduler.holds(sample.key()));
  }

  void awaitDropped(Sample sample) {
    patiently().until(() -> !scheduler.holds(sample.key()));
  }

  void endByCancelling(Sample sample) {
    scheduler.cancel(sample.key(), Outcome.CANCELLED);
    awaitFinished(sample);
  }

  boolean wasSeenInPhase(AttemptKey key, dev.modelgate.events.AttemptPhase phase) {
    return scheduler.heard(RunnerHeartbeat.class).stream()
        .flatMap(heartbeat -> heartbeat.getAttempts().stream())
        .anyMatch(held -> held.getAttemptId().equals(key.attemptId()) && held.getPhase() == phase);
  }

  static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(90));
  }

  @Override
  public void close() {
    scheduler.close();
  }
}
