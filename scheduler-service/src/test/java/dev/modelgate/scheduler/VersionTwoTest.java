package dev.modelgate.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.events.AttemptSummary;
import dev.modelgate.events.CheckDefinition;
import dev.modelgate.events.DeclineReason;
import dev.modelgate.events.ExperimentAssigned;
import dev.modelgate.events.ExperimentFinished;
import dev.modelgate.events.ExperimentQueued;
import dev.modelgate.events.GitEventKind;
import dev.modelgate.events.GitEventReceived;
import dev.modelgate.events.Outcome;
import dev.modelgate.events.PlanDeclined;
import dev.modelgate.events.PlannedExperiment;
import dev.modelgate.events.Rounding;
import dev.modelgate.events.WorkflowPlanned;
import dev.modelgate.testkit.TestService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workflow file of version 2 on its way to a runner and back. */
class VersionTwoTest {

  private static final String FILE = ".ps_project/config.yaml";

  private static final String TWO_STEPS =
      """
      version: 2
      workflows:
        train:
          steps:
            - name: prepare data
              command: experiment.run_single_node
              params: {command: make data, machineType: MACHINE}
            - name: train
              command: experiment.run_single_node
              paramsFile: .ps_project/train.yml
              checks:
                tensorflow:loss: {target: ..0.5, aggregate: min, precision: 3, only-pulls: true}
      """;

  private static final String PARAMS =
      """
      command: python train.py
      container: tensorflow/tensorflow:2.0
      machineType: MACHINE
      experimentEnv: {LR: 1.0}
      modelPath: /artifacts/model
      modelType: Tensorflow
      """;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path data;

  @SuppressWarnings("NullAway.Init")
  private static TestService service;

  @SuppressWarnings("NullAway.Init")
  private TestRepository repository;

  private String project = "";
  private String machine = "";

  @BeforeAll
  static void start() {
    service = TestService.start("scheduler", data, Map.of());
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
  }

  private WorkflowPlanned planned() {
    repository.push(".ps_project/train.yml", PARAMS.replace("MACHINE", machine));
    String sha = repository.push(FILE, TWO_STEPS.replace("MACHINE", machine));
    GitEventReceived event =
        Events.push(project, repository.address(), "refs/heads/main", null, sha);
    service.handle(event);
    return service
        .awaitEmitted(
            WorkflowPlanned.class,
            all -> all.stream().anyMatch(planned -> planned.getSha().equals(sha)))
        .stream()
        .filter(planned -> planned.getSha().equals(sha))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void runsTheStepsOneAfterTheOther() {
    WorkflowPlanned planned = planned();
    List<PlannedExperiment> steps = planned.getWorkflows().getFirst().getExperiments();
    assertThat(planned.getWorkflowFile()).isEqualTo(FILE);
    assertThat(steps)
        .extracting(PlannedExperiment::getStep)
        .containsExactly("prepare data", "train");
    assertThat(steps.getLast().getContainer()).isEqualTo("tensorflow/tensorflow:2.0");
    assertThat(queued()).extracting(ExperimentQueued::getStep).containsExactly("prepare data");

    try (FakeRunner runner = FakeRunner.ignoringContainers(service, machine, machine)) {
      ExperimentAssigned first = runner.awaitAssigned(steps.getFirst().getExperimentId());
      runner.started(first);
      runner.finished(first, Outcome.SUCCEEDED, "0");
      runner.drop(first);
      ExperimentAssigned second = runner.awaitAssigned(steps.getLast().getExperimentId());

      assertThat(second.getRun()).isEqualTo("python train.py");
      assertThat(second.getContainer()).isEqualTo("tensorflow/tensorflow:2.0");
      assertThat(second.getModelPath()).isEqualTo("/artifacts/model");
      assertThat(second.getModelType()).isEqualTo("Tensorflow");
      assertThat(second.getArtifactDirectory()).isNull();
      assertThat(second.getEnvironment()).containsExactly(Map.entry("LR", "1.0"));
      CheckDefinition check = second.getMetrics().getFirst();
      assertThat(check.getKey()).isEqualTo("tensorflow:loss");
      assertThat(check.getMetric()).isEqualTo("loss");
      assertThat(check.getAggregate()).isEqualTo("min");
      assertThat(check.getTarget()).isEqualTo("..0.5");
      assertThat(check.getRounding()).isEqualTo(new Rounding(false, 3));
      assertThat(check.getOnlyPulls()).isTrue();

      runner.started(second);
      runner.finished(second, Outcome.SUCCEEDED, "0");
      AttemptSummary attempt =
          awaitFinished(runner, second.getExperimentId()).getAttempts().getFirst();
      assertThat(attempt.getNotes()).containsExactly(FakeRunner.NOTE);
      assertThat(attempt.getLogBytes()).isEqualTo(FakeRunner.LOG_BYTES);
    }
  }

  @Test
  void endsTheStepsThatFollowOneThatFailed() {
    WorkflowPlanned planned = planned();
    List<PlannedExperiment> steps = planned.getWorkflows().getFirst().getExperiments();
    try (FakeRunner runner = FakeRunner.ignoringContainers(service, machine, machine)) {
      ExperimentAssigned first = runner.awaitAssigned(steps.getFirst().getExperimentId());
      runner.started(first);
      runner.finished(first, Outcome.FAILED, "0");
      ExperimentFinished second = awaitFinished(runner, steps.getLast().getExperimentId());

      assertThat(second.getOutcome()).isEqualTo(Outcome.CANCELLED);
      assertThat(second.getMessage())
          .isEqualTo("It did not run, because step prepare data did not succeed.");
      assertThat(second.getAttempts()).isEmpty();
      assertThat(queued()).hasSize(1);
    }
  }

  @Test
  void givesAStepWithAContainerToNobodyWhoRunsNone() {
    repository.push(".ps_project/train.yml", PARAMS.replace("MACHINE", machine));
    String sha =
        repository.push(
            FILE,
            TWO_STEPS.replaceFirst("(?s)      - name: prepare data.*?(?=      - name: train)", ""));
    service.handle(Events.push(project, repository.address(), "refs/heads/main", null, sha));
    String experiment =
        service
            .awaitEmitted(
                ExperimentQueued.class,
                all -> all.stream().anyMatch(waiting -> waiting.getSha().equals(sha)))
            .stream()
            .filter(waiting -> waiting.getSha().equals(sha))
            .findFirst()
            .orElseThrow()
            .getExperimentId();
    try (FakeRunner runner = FakeRunner.start(service, machine, 1, machine);
        QueueTopic queue = QueueTopic.open(service)) {
      Awaitility.await("the reason")
          .atMost(Duration.ofSeconds(10))
          .until(
              () -> {
                runner.beat();
                return queue.find(experiment, machine);
              },
              waiting ->
                  waiting
                      .filter(
                          one ->
                              one.getReason().equals("container")
                                  && one.getSentence().contains("--containers ignore"))
                      .isPresent());
      assertThat(runner.told()).noneMatch(ExperimentAssigned.class::isInstance);
    }
  }

  @Test
  void runsForATagThatItsTriggersName() {
    repository.push(".ps_project/train.yml", PARAMS);
    repository.push(FILE, TWO_STEPS + "    triggers: {tags: {only: 'v[0-9].*'}}\n");
    String sha = repository.tag("v1", "HEAD", true);
    GitEventReceived event = Events.push(project, repository.address(), "refs/tags/v1", null, sha);
    service.handle(event);

    WorkflowPlanned planned =
        service
            .awaitEmitted(
                WorkflowPlanned.class,
                all -> all.stream().anyMatch(one -> event.getEventId().equals(one.getCausedBy())))
            .stream()
            .filter(one -> event.getEventId().equals(one.getCausedBy()))
            .findFirst()
            .orElseThrow();
    assertThat(planned.getKind()).isEqualTo(GitEventKind.TAG);
    assertThat(planned.getRef()).isEqualTo("refs/tags/v1");
    assertThat(planned.getSha()).isEqualTo(repository.head());
    assertThat(planned.getOnDefaultBranch()).isFalse();
    assertThat(queued())
        .singleElement()
        .satisfies(waiting -> assertThat(waiting.getRef()).isEqualTo("refs/tags/v1"));
  }

  @Test
  void readsNoParametersThroughALink() {
    repository.link(".ps_project/train.yml", "/etc/passwd");
    String sha = repository.push(FILE, TWO_STEPS);
    GitEventReceived event =
        Events.push(project, repository.address(), "refs/heads/main", null, sha);
    service.handle(event);

    PlanDeclined declined =
        service
            .awaitEmitted(
                PlanDeclined.class,
                all -> all.stream().anyMatch(one -> event.getEventId().equals(one.getCausedBy())))
            .stream()
            .filter(one -> event.getEventId().equals(one.getCausedBy()))
            .findFirst()
            .orElseThrow();
    assertThat(declined.getReason()).isEqualTo(DeclineReason.INVALID);
    assertThat(declined.getSentence())
        .contains(
            "config.yaml:10: Expected .ps_project/train.yml to be a file, but it is a"
                + " symbolic link.");
  }

  private List<ExperimentQueued> queued() {
    return service.emitted(ExperimentQueued.class).stream()
        .filter(event -> event.getProjectId().equals(project))
        .toList();
  }

  private static ExperimentFinished awaitFinished(FakeRunner runner, String experimentId) {
    return Awaitility.await("ExperimentFinished")
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              runner.beat();
              return service.emitted(ExperimentFinished.class).stream()
                  .filter(event -> event.getExperimentId().equals(experimentId))
                  .toList();
            },
            all -> !all.isEmpty())
        .getFirst();
  }
}
