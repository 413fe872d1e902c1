package dev.modelgate.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.events.ExperimentQueued;
import dev.modelgate.events.GitEventReceived;
import dev.modelgate.scheduler.intake.Heartbeat;
import dev.modelgate.scheduler.leader.FencedTransactions;
import dev.modelgate.scheduler.leader.Leadership;
import dev.modelgate.scheduler.leader.NoLongerLeader;
import dev.modelgate.scheduler.leader.Term;
import dev.modelgate.scheduler.leader.TermOpening;
import dev.modelgate.scheduler.runner.RunnerOffer;
import dev.modelgate.scheduler.store.AttemptStore;
import dev.modelgate.scheduler.store.LeadershipStore;
import dev.modelgate.stream.Task;
import dev.modelgate.stream.Transactions;
import dev.modelgate.testkit.TestService;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two leaders and one database: whoever was overtaken writes nothing any more. */
class StandbyTest {

  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path data;

  @SuppressWarnings("NullAway.Init")
  private static TestService service;

  private final AtomicLong nanos = new AtomicLong();
  private String pool = "";

  /** Without its threads: what happens happens here. */
  @BeforeAll
  static void start() {
    service = TestService.start("scheduler", data, Map.of("modelgate.loop.enabled", "false"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void namePool() {
    pool = UUID.randomUUID().toString();
  }

  private Leadership candidate(String inPool, String name) {
    return candidate(inPool, name, 0);
  }

  private Leadership candidate(String inPool, String name, long floor) {
    return new Leadership(
        service.bean(LeadershipStore.class),
        service.bean(Transactions.class),
        inPool,
        name,
        Duration.ofSeconds(2),
        Duration.ofSeconds(6),
        nanos::get,
        () -> floor);
  }

  private void pass(int seconds) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  @Test
  void letsTheFirstLeadAndTheSecondWait() {
    Leadership first = candidate(pool, "first");
    Leadership second = candidate(pool, "second");

    assertThat(first.hold()).hasValue(1);
    assertThat(second.hold()).isEmpty();
    for (int i = 0; i < 10; i++) {
      pass(2);
      assertThat(first.hold()).hasValue(1);
      assertThat(second.hold()).isEmpty();
    }
  }

  @Test
  void takesOverFromALeaderThatDoesNotRenewForSixSeconds() {
    Leadership first = candidate(pool, "first");
    Leadership second = candidate(pool, "second");
    first.hold();
    second.hold();
    pass(5);
    assertThat(second.hold()).isEmpty();
    pass(1);

    assertThat(second.hold()).hasValue(2);
    assertThat(first.hold()).isEmpty();
  }

  @Test
  void takesOverAtOnceFromALeaderThatWentInPeace() {
    Leadership first = candidate(pool, "first");
    Leadership second = candidate(pool, "second");
    first.hold();
    second.hold();
    first.release();

    assertThat(second.hold()).hasValue(2);
    assertThat(first.hold()).isEmpty();
  }

  @Test
  void leadsInAHigherEpochThanAnyThatARestoredDatabaseHasForgotten() {
    Leadership before = candidate(pool, "before", 1_000);
    assertThat(before.hold()).hasValue(1_000);
    Leadership after = candidate(pool, "after", 2_000);
    after.hold();
    pass(6);
    assertThat(after.hold()).hasValue(2_000);

    service.bean(AttemptStore.class).raiseTokens(5_000);
    service.bean(AttemptStore.class).raiseTokens(4_000);
    assertThat(service.bean(AttemptStore.class).nextToken()).isEqualTo(5_001);
  }

  @Test
  void leadsAnewWhereTheDatabaseHasLostWhatItCommitted() {
    Leadership leader = candidate(pool, "first");
    FencedTransactions fenced = new FencedTransactions(leader, service.bean(Transactions.class));
    long epoch = leader.hold().orElseThrow();
    fenced.run(epoch, () -> {});
    fenced.run(epoch, () -> {});
    assertThatThrownBy(
            () ->
                fenced.run(
                    epoch,
                    () -> {
                      throw new IllegalStateException("rolled back, so it does not count");
                    }))
        .isInstanceOf(IllegalStateException.class);
    fenced.run(epoch, () -> {});
    assertThat(leader.hold()).hasValue(epoch);

    service.number(
        "update leadership set renewals = renewals - 1 where pool = '%s' returning renewals"
            .formatted(pool));
    assertThatThrownBy(() -> fenced.run(epoch, () -> {})).isInstanceOf(NoLongerLeader.class);
    assertThat(leader.hold().orElseThrow()).isGreaterThan(epoch);
  }

  @Test
  void refusesTheTransactionOfAZombie() {
    Leadership first = candidate(pool, "first");
    Leadership second = candidate(pool, "second");
    first.hold();
    second.hold();
    pass(6);
    second.hold();

    Transactions transactions = service.bean(Transactions.class);
    transactions.run(() -> second.fence(2));
    assertThatThrownBy(() -> transactions.run(() -> first.fence(1)))
        .isInstanceOf(NoLongerLeader.class);
    assertThatThrownBy(() -> transactions.run(() -> first.fence(2)))
        .isInstanceOf(NoLongerLeader.class);
  }

  @Test
  void leavesNothingBehindOfAZombiesPlacement(@TempDir Path folder) throws Exception {
    Leadership zombie = service.bean(Leadership.class);
    long epoch = zombie.hold().orElseThrow();
    String experiment = queued(folder);
    String runner =
        FakeRunner.approved(
            service, new RunnerOffer("a", "gpu-1", List.of("cpu"), 1, "none", "host", "test"));
    try (Term term = service.bean(TermOpening.class).open(epoch)) {
      term.hosts()
          .heard(
              new Heartbeat("e", runner, "s", 1, List.of("cpu"), 1, false, List.of()),
              term.time().now());
      Leadership other = candidate(zombie.pool(), "other");
      other.hold();
      pass(6);
      assertThat(other.hold()).hasValue(epoch + 1);

      assertThatThrownBy(() -> service.bean(PlacementFlow.class).place(term))
          .isInstanceOf(NoLongerLeader.class);
      assertThat(term.attempts()).isEmpty();
    }
    assertThat(service.number("select count(*) from attempt")).isZero();
    assertThat(
            service.number(
                "select count(*) from experiment where state = 'WAITING' and experiment_id = '"
                    + experiment
                    + "'"))
        .isEqualTo(1);
  }

  /** Plans twice from the same task, as after a crash between its work and its end. */
  private String queued(Path folder) throws Exception {
    TestRepository repository = TestRepository.create(folder);
    String sha = repository.push(".modelgate/config.yaml", TestRepository.WORKFLOW);
    GitEventReceived event =
        Events.push(
            UUID.randomUUID().toString(), repository.address(), "refs/heads/main", null, sha);
    service.handle(event);
    Task task =
        new Task(
            1,
            PlanFlow.TASK,
            event.getProjectId(),
            "host",
            PlanTask.of(event.getEventId()),
            1,
            Instant.EPOCH);
    Runnable once = service.bean(PlanFlow.class).carryOut(task);
    Runnable again = service.bean(PlanFlow.class).carryOut(task);
    service.bean(Transactions.class).run(once);
    service.bean(Transactions.class).run(again);
    List<ExperimentQueued> waiting = service.emitted(ExperimentQueued.class);
    assertThat(waiting).hasSize(1);
    assertThat(service.number("select count(*) from run")).isEqualTo(1);
    return waiting.getFirst().getExperimentId();
  }
}
