package dev.modelgate.scheduler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.events.AttemptCancelled;
import dev.modelgate.events.AttemptPhase;
import dev.modelgate.events.AttemptSummary;
import dev.modelgate.events.Command;
import dev.modelgate.events.ExperimentAssigned;
import dev.modelgate.events.ExperimentFinished;
import dev.modelgate.events.ExperimentQueued;
import dev.modelgate.events.ExperimentStarted;
import dev.modelgate.events.GitEventReceived;
import dev.modelgate.events.LeaseRenewed;
import dev.modelgate.events.Outcome;
import dev.modelgate.events.PlanDeclined;
import dev.modelgate.events.RenewedAttempt;
import dev.modelgate.events.RunFinished;
import dev.modelgate.events.Verdict;
import dev.modelgate.events.WaitingExperiment;
import dev.modelgate.events.WorkflowState;
import dev.modelgate.events.wire.Topic;
import dev.modelgate.testkit.TestParts;
import dev.modelgate.testkit.TestService;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the queue to the end of a run, with runners on the real topics. */
class LeaderTest {

  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path data;

  @SuppressWarnings("NullAway.Init")
  private static TestService service;

  @SuppressWarnings("NullAway.Init")
  private TestRepository repository;

  @SuppressWarnings("NullAway.Init")
  private FakeRunner runner;

  private String project = "";
  private String machine = "";

  @BeforeAll
  static void start() {
    service =
        TestService.start(
            "scheduler",
            data,
            Map.of(
                "modelgate.scheduler.unknown-after", "2s",
                "modelgate.scheduler.lost-after", "4s",
                "modelgate.scheduler.resend-after", "1s",
                "modelgate.scheduler.forgotten-after", "2s"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void create(@TempDir Path folder) {
    repository = TestRepository.create(folder);
    project = UUID.randomUUID().toString();
    machine = "machine-" + project.substring(0, 8);
    runner = FakeRunner.start(service, "runner-" + project.substring(0, 8), 1, machine);
  }

  @AfterEach
  void closeRunner() {
    runner.close();
  }

  private ExperimentQueued queued() {
    String sha =
        repository.push(
            ".modelgate/config.yaml",
            TestRepository.WORKFLOW.replace("machine: cpu", "machine: " + machine));
    GitEventReceived event =
        Events.push(project, repository.address(), "refs/heads/main", null, sha);
    service.handle(event);
    return service
        .awaitEmitted(
            ExperimentQueued.class,
            all -> all.stream().anyMatch(waiting -> waiting.getSha().equals(sha)))
        .stream()
        .filter(waiting -> waiting.getSha().equals(sha))
        .findFirst()
        .orElseThrow();
  }

  private ExperimentFinished awaitFinished(ExperimentQueued queued) {
    List<ExperimentFinished> finished =
        Awaitility.await("ExperimentFinished")
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> {
                  runner.beat();
                  return service.emitted(ExperimentFinished.class).stream()
                      .filter(event -> event.getExperimentId().equals(queued.getExperimentId()))
                      .toList();
                },
                all -> !all.isEmpty());
    assertThat(finished).hasSize(1);
    return finished.getFirst();
  }

  @Test
  void runsAnExperimentToTheEndOfItsRun() {
    ExperimentQueued queued = queued();
    ExperimentAssigned assigned = runner.awaitAssigned(queued.getExperimentId());
    assertThat(assigned.getRun()).isEqualTo("python train.py");
    assertThat(assigned.getEnvironment()).containsEntry("LEARNING_RATE", "1.0");
    assertThat(assigned.getAttemptNumber()).isEqualTo(1);
    assertThat(assigned.getDefaultBranch()).isEqualTo("main");
    assertThat(assigned.getMetrics()).hasSize(1);
    runner.started(assigned);
    service.awaitEmitted(
        ExperimentStarted.class,
        all -> all.stream().anyMatch(e -> e.getAttemptId().equals(assigned.getAttemptId())));
    runner.finished(assigned, Outcome.SUCCEEDED, "0.976");

    ExperimentFinished finished = awaitFinished(queued);
    assertThat(finished.getOutcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(finished.getExitCode()).isEqualTo(0);
    assertThat(finished.getMetrics().getFirst().getValue()).isEqualTo("0.976");
    assertThat(finished.getChecks().getFirst().getBounds().getFirst().getValue()).isEqualTo("0.90");
    assertThat(finished.getTree()).hasSize(40);
    assertThat(finished.getAttempts()).hasSize(1);
    assertThat(finished.getSequence()).isEqualTo(4);

    service.handle(Events.judged(finished, 2, Verdict.FAILED));
    service.handle(Events.judged(finished, 1, Verdict.PASSED));
    service.handle(Events.judged(finished, 3, Verdict.FAILED));
    List<RunFinished> over =
        service.emitted(RunFinished.class).stream()
            .filter(event -> event.getRunId().equals(queued.getRunId()))
            .toList();
    assertThat(over).hasSize(1);
    assertThat(over.getFirst().getSequence()).isEqualTo(5);
    assertThat(over.getFirst().getExperiments().getFirst().getVerdict()).isEqualTo(Verdict.FAILED);
    assertThat(over.getFirst().getWorkflows().getFirst().getState())
        .isEqualTo(WorkflowState.PLANNED);
    assertThat(over.getFirst().getWorkflows().getFirst().getRunNumber()).isEqualTo(1);
  }

  @Test
  void renewsWhatARunnerMayHoldAndLeavesOutTheRest() {
    ExperimentQueued queued = queued();
    ExperimentAssigned assigned = runner.awaitAssigned(queued.getExperimentId());
    runner.hold(assigned, AttemptPhase.CHECKING_OUT);
    ExperimentAssigned foreign =
        ExperimentAssigned.newBuilder(assigned).setAttemptId("stranger").build();
    runner.hold(foreign, AttemptPhase.RUNNING);

    LeaseRenewed renewed =
        runner.awaitTold(LeaseRenewed.class, told -> !told.getAttempts().isEmpty());
    assertThat(renewed.getSession()).isEqualTo(runner.session());
    assertThat(renewed.getEpoch()).isEqualTo(assigned.getEpoch());
    assertThat(renewed.getAttempts())
        .containsExactly(new RenewedAttempt(assigned.getAttemptId(), assigned.getToken()));
  }

  @Test
  void sendsAgainWhatARunnerDoesNotHold() {
    ExperimentQueued queued = queued();
    runner.awaitAssigned(queued.getExperimentId());

    Awaitility.await("the same attempt again")
        .until(
            () -> {
              runner.beat();
              return runner.told().stream()
                  .filter(ExperimentAssigned.class::isInstance)
                  .map(told -> ((ExperimentAssigned) told).getToken())
                  .toList();
            },
            tokens -> tokens.size() >= 2 && tokens.stream().distinct().count() == 1);
  }

  @Test
  void triesALostAttemptOnAnotherHostAndDropsWhatComesLate() {
    ExperimentQueued queued = queued();
    ExperimentAssigned first = runner.awaitAssigned(queued.getExperimentId());
    runner.started(first);
    try (FakeRunner other =
        FakeRunner.start(service, "other-" + project.substring(0, 8), 1, machine)) {
      ExperimentAssigned second = other.awaitAssigned(queued.getExperimentId());
      assertThat(second.getAttemptNumber()).isEqualTo(2);
      assertThat(second.getToken()).isGreaterThan(first.getToken());
      assertThat(second.getAttemptId()).isNotEqualTo(first.getAttemptId());
      runner.finished(first, Outcome.SUCCEEDED, "0.1");
      runner.awaitTold(LeaseRenewed.class, told -> told.getAttempts().isEmpty());
      other.started(second);
      other.finished(second, Outcome.SUCCEEDED, "0.9");

      ExperimentFinished finished = awaitFinished(queued);
      assertThat(finished.getMetrics().getFirst().getValue()).isEqualTo("0.9");
      assertThat(finished.getAttempts().stream().map(AttemptSummary::getOutcome))
          .containsExactly(Outcome.INFRASTRUCTURE_LOST, Outcome.SUCCEEDED);
      assertThat(finished.getAttempts().getFirst().getMessage()).contains("was not heard of");
    }
  }

  @Test
  void triesAgainWhatARestartedAgentHasForgotten() {
    ExperimentQueued queued = queued();
    ExperimentAssigned first = runner.awaitAssigned(queued.getExperimentId());
    runner.started(first);
    runner.awaitTold(LeaseRenewed.class, told -> !told.getAttempts().isEmpty());
    runner.restart();

    ExperimentAssigned second =
        runner.awaitTold(ExperimentAssigned.class, told -> told.getToken() > first.getToken());
    assertThat(second.getAttemptNumber()).isEqualTo(2);
  }

  @Test
  void endsWhatIsCancelledInTheQueueAtOnce() {
    machine = "nobody-has-it";
    ExperimentQueued queued = queued();
    service.handle(Events.command(project, Command.CANCEL, 1));
    service.handle(Events.command(project, Command.CANCEL, 1));

    ExperimentFinished finished = awaitFinished(queued);
    assertThat(finished.getOutcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(finished.getAttempts()).isEmpty();
  }

  @Test
  void endsWhatRunsAndWhatWaitsOfARemovedProjectAndPlansNothingMoreForIt() {
    ExperimentQueued running = queued();
    ExperimentAssigned assigned = runner.awaitAssigned(running.getExperimentId());
    runner.started(assigned);
    machine = "nobody-has-it";
    ExperimentQueued waiting = queued();
    service.sendBytes(Topic.PROJECTS, project, null);

    assertThat(awaitFinished(waiting).getOutcome()).isEqualTo(Outcome.CANCELLED);
    runner.awaitTold(
        AttemptCancelled.class, told -> told.getAttemptId().equals(assigned.getAttemptId()));
    runner.finished(assigned, Outcome.CANCELLED, "0");
    assertThat(awaitFinished(running).getOutcome()).isEqualTo(Outcome.CANCELLED);

    String sha = repository.push(".modelgate/config.yaml", TestRepository.WORKFLOW);
    GitEventReceived late =
        Events.push(project, repository.address(), "refs/heads/main", null, sha);
    service.handle(late);
    PlanDeclined declined =
        service
            .awaitEmitted(
                PlanDeclined.class,
                all -> all.stream().anyMatch(said -> late.getEventId().equals(said.getCausedBy())))
            .getLast();
    assertThat(declined.getSentence()).isEqualTo("The project was removed, so nothing runs.");
  }

  @Test
  void endsWhatIsCancelledWhileItRunsWhenItsRunnerSaysSo() {
    ExperimentQueued queued = queued();
    ExperimentAssigned assigned = runner.awaitAssigned(queued.getExperimentId());
    runner.started(assigned);
    service.awaitEmitted(
        ExperimentStarted.class,
        all -> all.stream().anyMatch(e -> e.getAttemptId().equals(assigned.getAttemptId())));
    service.handle(Events.command(project, Command.CANCEL, 1));

    AttemptCancelled cancelled =
        runner.awaitTold(
            AttemptCancelled.class, told -> told.getAttemptId().equals(assigned.getAttemptId()));
    assertThat(cancelled.getReason()).isEqualTo(Outcome.CANCELLED);
    assertThat(cancelled.getToken()).isEqualTo(assigned.getToken());
    runner.finished(assigned, Outcome.CANCELLED, "0");
    assertThat(awaitFinished(queued).getOutcome()).isEqualTo(Outcome.CANCELLED);
  }

  @Test
  void saysWithinTenSecondsThatNobodyOffersAMachine() {
    runner.beat();
    String offered = machine;
    machine = "a100";
    ExperimentQueued queued = queued();
    try (QueueTopic queue = QueueTopic.open(service)) {
      WaitingExperiment waiting =
          Awaitility.await("QueueSnapshot")
              .atMost(Duration.ofSeconds(10))
              .until(
                  () -> {
                    runner.beat();
                    return queue.find(queued.getExperimentId(), offered);
                  },
                  Optional::isPresent)
              .orElseThrow();
      assertThat(waiting.getReason()).isEqualTo("no-such-machine");
      assertThat(waiting.getRunNumber()).isEqualTo(1);
      assertThat(waiting.getPosition()).isPositive();
      assertThat(waiting.getSentence()).startsWith("no runner offers machine a100; offered: ");
    }
  }

  @Test
  void endsAnExperimentWhoseReportsComeInTheWrongOrder() {
    ExperimentQueued queued = queued();
    ExperimentAssigned assigned = runner.awaitAssigned(queued.getExperimentId());
    runner.finished(assigned, Outcome.SUCCEEDED, "0.93");
    runner.started(assigned);

    ExperimentFinished finished = awaitFinished(queued);
    assertThat(finished.getOutcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(finished.getStartedAt()).isNotNull();
  }

  @Test
  void endsAnExperimentWhoseReportCannotBeTaken() {
    ExperimentQueued queued = queued();
    ExperimentAssigned assigned = runner.awaitAssigned(queued.getExperimentId());
    // Later than PostgreSQL's calendar goes.
    runner.finished(assigned, Outcome.SUCCEEDED, "0.93", Instant.ofEpochMilli(Long.MAX_VALUE));

    ExperimentFinished finished = awaitFinished(queued);
    assertThat(finished.getOutcome()).isEqualTo(Outcome.INTERNAL);
    assertThat(deadLetters(runner.id(), "internal")).isEqualTo(1);
  }

  @Test
  void passesOverWhatIsNoReport() {
    service.send(Topic.RUNNER_EVENTS, runner.id(), runner.heartbeat());
    service.sendBytes(Topic.RUNNER_EVENTS, runner.id(), null);
    ExperimentQueued queued = queued();
    ExperimentAssigned assigned = runner.awaitAssigned(queued.getExperimentId());
    runner.finished(
        ExperimentAssigned.newBuilder(assigned).setAttemptId("a\0b").build(),
        Outcome.SUCCEEDED,
        "0.1");
    runner.finished(assigned, Outcome.SUCCEEDED, "0.93");

    awaitFinished(queued);
    assertThat(deadLetters(runner.id(), "unreadable")).isEqualTo(4);
  }

  @Test
  void findsWhatIsLostBesideAReportThatANewerVersionWrote() throws Exception {
    int beside = 1 - partitionOf(runner.id());
    String key =
        Stream.iterate("newer", name -> name + "!")
            .filter(name -> partitionOf(name) == beside)
            .findFirst()
            .orElseThrow();
    service.sendBytes(Topic.RUNNER_EVENTS, key, new byte[] {0, 127, 0, 0, 1, 0});
    ExperimentQueued queued = queued();
    runner.started(runner.awaitAssigned(queued.getExperimentId()));
    try (FakeRunner other =
        FakeRunner.start(service, "other-" + project.substring(0, 8), 1, machine)) {
      assertThat(other.awaitAssigned(queued.getExperimentId()).getAttemptNumber()).isEqualTo(2);
    } finally {
      forget(beside);
    }
  }

  private static int partitionOf(String key) {
    return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % 2;
  }

  private static void forget(int partition) throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", TestParts.kafka().bootstrapServers()))) {
      admin
          .deleteRecords(
              Map.of(
                  new TopicPartition(service.topic(Topic.RUNNER_EVENTS), partition),
                  RecordsToDelete.beforeOffset(-1)))
          .all()
          .get();
    }
  }

  private static long deadLetters(String runnerId, String reason) {
    return service.number(
        "select count(*) from outbox where topic like '%.dead-letter' and record_key = '"
            + runnerId
            + "' and '"
            + reason
            + "' = any(headers)");
  }

  @Test
  void takesNoReportFromARunnerThatDoesNotHoldTheAttempt() {
    ExperimentQueued queued = queued();
    ExperimentAssigned assigned = runner.awaitAssigned(queued.getExperimentId());
    try (FakeRunner thief =
        FakeRunner.start(service, "thief-" + project.substring(0, 8), 1, "other")) {
      thief.finished(assigned, Outcome.SUCCEEDED, "1.0");
    }
    runner.finished(assigned, Outcome.FAILED, "0.1");

    assertThat(awaitFinished(queued).getOutcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void goesOnWithTheSecondInstanceWhenTheFirstStops() {
    ExperimentQueued queued = queued();
    ExperimentAssigned assigned = runner.awaitAssigned(queued.getExperimentId());
    runner.started(assigned);
    runner.awaitTold(LeaseRenewed.class, told -> !told.getAttempts().isEmpty());
    try (ApplicationContext _ = SecondInstance.start(service, data)) {
      service.restart();
      runner.awaitTold(
          LeaseRenewed.class,
          told -> told.getEpoch() > assigned.getEpoch() && !told.getAttempts().isEmpty());
      runner.finished(assigned, Outcome.SUCCEEDED, "0.97");
      assertThat(awaitFinished(queued).getAttempts()).hasSize(1);
    }
  }

  @Test
  void startsNothingTwiceWhenTheSchedulerRestarts() {
    ExperimentQueued queued = queued();
    ExperimentAssigned assigned = runner.awaitAssigned(queued.getExperimentId());
    runner.started(assigned);
    runner.awaitTold(LeaseRenewed.class, told -> !told.getAttempts().isEmpty());
    service.restart();
    LeaseRenewed renewed =
        runner.awaitTold(
            LeaseRenewed.class,
            told -> told.getEpoch() > assigned.getEpoch() && !told.getAttempts().isEmpty());
    assertThat(renewed.getAttempts().getFirst().getToken()).isEqualTo(assigned.getToken());
    runner.finished(assigned, Outcome.FAILED, "0.5");

    ExperimentFinished finished = awaitFinished(queued);
    assertThat(finished.getOutcome()).isEqualTo(Outcome.FAILED);
    assertThat(finished.getAttempts()).hasSize(1);
    assertThat(
            runner.told().stream()
                .filter(ExperimentAssigned.class::isInstance)
                .map(told -> ((ExperimentAssigned) told).getToken())
                .distinct())
        .hasSize(1);
  }
}
