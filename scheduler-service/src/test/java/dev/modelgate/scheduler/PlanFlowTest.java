package dev.modelgate.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.events.BranchAdvanced;
import dev.modelgate.events.BranchCommit;
import dev.modelgate.events.Command;
import dev.modelgate.events.CommandReceived;
import dev.modelgate.events.DeclineReason;
import dev.modelgate.events.ExperimentQueued;
import dev.modelgate.events.GitEventReceived;
import dev.modelgate.events.PlanDeclined;
import dev.modelgate.events.WorkflowPlan;
import dev.modelgate.events.WorkflowPlanned;
import dev.modelgate.events.WorkflowState;
import dev.modelgate.scheduler.intake.IntakeCodec;
import dev.modelgate.stream.Failure;
import dev.modelgate.stream.Transactions;
import dev.modelgate.testkit.TestService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a git event to what runs for it, with a real repository. */
class PlanFlowTest {

  private static final String MAIN = "refs/heads/main";
  private static final String FILE = ".modelgate/config.yaml";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path data;

  @SuppressWarnings("NullAway.Init")
  private static TestService service;

  @SuppressWarnings("NullAway.Init")
  private TestRepository repository;

  private String project = "";

  @BeforeAll
  static void start() {
    service =
        TestService.start("scheduler", data, Map.of("modelgate.scheduler.unreachable-after", "5s"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void create(@TempDir Path folder) {
    repository = TestRepository.create(folder);
    project = UUID.randomUUID().toString();
  }

  private GitEventReceived pushed(String ref, @Nullable String before, String sha) {
    return Events.push(project, repository.address(), ref, before, sha);
  }

  private WorkflowPlanned awaitPlanned(String eventId) {
    return service
        .awaitEmitted(
            WorkflowPlanned.class,
            all -> all.stream().anyMatch(event -> eventId.equals(event.getCausedBy())))
        .stream()
        .filter(event -> eventId.equals(event.getCausedBy()))
        .findFirst()
        .orElseThrow();
  }

  private PlanDeclined awaitDeclined(String eventId) {
    return service
        .awaitEmitted(
            PlanDeclined.class,
            all -> all.stream().anyMatch(event -> eventId.equals(event.getCausedBy())))
        .stream()
        .filter(event -> eventId.equals(event.getCausedBy()))
        .findFirst()
        .orElseThrow();
  }

  private List<ExperimentQueued> queued() {
    return service.emitted(ExperimentQueued.class).stream()
        .filter(event -> event.getProjectId().equals(project))
        .toList();
  }

  private List<BranchAdvanced> advanced() {
    return service.emitted(BranchAdvanced.class).stream()
        .filter(event -> event.getProjectId().equals(project))
        .toList();
  }

  @Test
  void plansTheWorkflowThatTheCommitHas() {
    String sha = repository.push("train the baseline", FILE, TestRepository.WORKFLOW);
    GitEventReceived event = pushed(MAIN, null, sha);
    service.handle(event);

    WorkflowPlanned planned = awaitPlanned(event.getEventId());
    assertThat(planned.getSha()).isEqualTo(sha);
    assertThat(planned.getOnDefaultBranch()).isTrue();
    assertThat(planned.getDefaultBranch()).isEqualTo("main");
    assertThat(planned.getMergeBaseSha()).isNull();
    assertThat(planned.getCommit().getSubject()).isEqualTo("train the baseline");
    assertThat(planned.getCommit().getAuthor()).isEqualTo("Ada");
    assertThat(planned.getWorkflowFile()).isEqualTo(FILE);
    WorkflowPlan train = planned.getWorkflows().getFirst();
    assertThat(train.getState()).isEqualTo(WorkflowState.PLANNED);
    assertThat(train.getRunNumber()).isEqualTo(1);
    assertThat(train.getExperiments().getFirst().getMachine()).isEqualTo("cpu");
    assertThat(train.getExperiments().getFirst().getChecks().getFirst().getKey())
        .isEqualTo("json:metrics.json:/accuracy");
    assertThat(advanced())
        .singleElement()
        .satisfies(
            advanced -> {
              assertThat(advanced.getSequence()).isEqualTo(1);
              assertThat(advanced.getAfter()).isEqualTo(sha);
              assertThat(advanced.getComplete()).isTrue();
            });
    assertThat(queued())
        .singleElement()
        .satisfies(
            waiting -> {
              assertThat(waiting.getSequence()).isEqualTo(2);
              assertThat(waiting.getRunNumber()).isEqualTo(1);
              assertThat(waiting.getAttemptNumber()).isEqualTo(1);
            });
  }

  @Test
  void plansAnEventThatIsDeliveredTwiceOnce() {
    String sha = repository.push(FILE, TestRepository.WORKFLOW);
    GitEventReceived event = pushed(MAIN, null, sha);
    service.handle(event);
    service.handle(event);
    awaitPlanned(event.getEventId());
    service.handle(event);
    GitEventReceived next = pushed(MAIN, sha, repository.push("a.txt", "1"));
    service.handle(next);

    assertThat(awaitPlanned(next.getEventId()).getWorkflows().getFirst().getRunNumber())
        .isEqualTo(2);
    assertThat(queued()).hasSize(2);
  }

  @Test
  void numbersTheRunsOfAProjectInTheOrderOfItsEvents() {
    String first = repository.push(FILE, TestRepository.WORKFLOW);
    GitEventReceived one = pushed(MAIN, null, first);
    GitEventReceived two = pushed(MAIN, first, repository.push("a.txt", "1"));
    service.handle(one);
    service.handle(two);

    awaitPlanned(two.getEventId());
    assertThat(queued().stream().map(ExperimentQueued::getRunNumber)).containsExactly(1, 2);
    assertThat(advanced().stream().map(BranchAdvanced::getSequence)).containsExactly(1L, 3L);
  }

  @Test
  void saysOfReorderedPushesWhereTheBranchIsNow() {
    String a = repository.push(FILE, TestRepository.WORKFLOW);
    GitEventReceived first = pushed(MAIN, null, a);
    service.handle(first);
    awaitPlanned(first.getEventId());
    String b = repository.push("b.txt", "b");
    String c = repository.push("c.txt", "c");
    GitEventReceived newer = pushed(MAIN, b, c);
    GitEventReceived older = pushed(MAIN, a, b);
    service.handle(newer);
    service.handle(older);

    awaitPlanned(older.getEventId());
    assertThat(advanced()).hasSize(2);
    assertThat(advanced().getLast().getBefore()).isEqualTo(a);
    assertThat(advanced().getLast().getCommits().stream().map(BranchCommit::getSha))
        .containsExactly(b, c);
  }

  @Test
  void comparesABranchWithWhereItLeftTheDefaultBranch() {
    String base = repository.push(FILE, TestRepository.WORKFLOW);
    repository.checkout("bigger-steps");
    String sha = repository.push("rate.txt", "8");
    GitEventReceived event = pushed("refs/heads/bigger-steps", null, sha);
    service.handle(event);

    WorkflowPlanned planned = awaitPlanned(event.getEventId());
    assertThat(planned.getOnDefaultBranch()).isFalse();
    assertThat(planned.getMergeBaseSha()).isEqualTo(base);
    assertThat(advanced()).isEmpty();
  }

  @Test
  void declinesACommitWithoutAWorkflowFile() {
    GitEventReceived event = pushed(MAIN, null, repository.push("a.txt", "1"));
    service.handle(event);

    PlanDeclined declined = awaitDeclined(event.getEventId());
    assertThat(declined.getReason()).isEqualTo(DeclineReason.NO_WORKFLOW_FILE);
    assertThat(declined.getCommit()).isNotNull();
    assertThat(advanced()).hasSize(1);
  }

  @Test
  void saysWhereTheWorkflowFileIsWrong() {
    GitEventReceived event =
        pushed(
            MAIN,
            null,
            repository.push(FILE, "version: 3\nworkflows:\n  train:\n    runs: python train.py\n"));
    service.handle(event);

    PlanDeclined declined = awaitDeclined(event.getEventId());
    assertThat(declined.getReason()).isEqualTo(DeclineReason.INVALID);
    assertThat(declined.getWorkflows().getFirst().getProblems().getFirst().getLine())
        .isBetween(3, 4);
  }

  @Test
  void saysWhereAFileOfVersionTwoIsWrong() {
    GitEventReceived event =
        pushed(MAIN, null, repository.push(".ps_project/config.yaml", "version: 2\n"));
    service.handle(event);

    PlanDeclined declined = awaitDeclined(event.getEventId());
    assertThat(declined.getReason()).isEqualTo(DeclineReason.INVALID);
    assertThat(declined.getProblems().getFirst().getPath()).isEqualTo(".ps_project/config.yaml");
  }

  @Test
  void declinesACommitThatTheRepositoryDoesNotHave() {
    repository.push(FILE, TestRepository.WORKFLOW);
    GitEventReceived event = pushed(MAIN, null, "1".repeat(40));
    service.handle(event);

    assertThat(awaitDeclined(event.getEventId()).getReason())
        .isEqualTo(DeclineReason.COMMIT_MISSING);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void startsNothingForATag(boolean annotated) {
    repository.push(FILE, TestRepository.WORKFLOW);
    String sha = repository.tag("v1", "HEAD", annotated);
    GitEventReceived event = pushed("refs/tags/v1", null, sha);
    service.handle(event);

    PlanDeclined declined = awaitDeclined(event.getEventId());
    assertThat(declined.getReason()).isEqualTo(DeclineReason.NOT_MATCHED);
    assertThat(declined.getSha()).isEqualTo(repository.head());
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD:.modelgate/config.yaml", "HEAD^{tree}"})
  void declinesATagThatNamesNoCommit(String what) {
    repository.push(FILE, TestRepository.WORKFLOW);
    GitEventReceived event = pushed("refs/tags/odd", null, repository.tag("odd", what, false));
    service.handle(event);

    assertThat(awaitDeclined(event.getEventId()).getReason())
        .isEqualTo(DeclineReason.COMMIT_MISSING);
  }

  @Test
  void declinesADeletedBranchWithoutAskingTheRepository() {
    GitEventReceived event =
        Events.push(project, "/nowhere/at/all.git", "refs/heads/old", "1".repeat(40), null);
    service.handle(event);

    assertThat(awaitDeclined(event.getEventId()).getReason()).isEqualTo(DeclineReason.REF_DELETED);
  }

  @Test
  void declinesARepositoryThatDoesNotAnswerForTooLong() {
    GitEventReceived event =
        Events.push(project, "/nowhere/at/all.git", MAIN, null, "1".repeat(40));
    service.handle(event);

    PlanDeclined declined = awaitDeclined(event.getEventId());
    assertThat(declined.getReason()).isEqualTo(DeclineReason.REPOSITORY_UNREACHABLE);
    assertThat(declined.getSentence())
        .startsWith("The repository could not be read, so nothing runs: ");
  }

  @Test
  void plansOtherProjectsWhileARepositoryDoesNotAnswer() {
    GitEventReceived silent =
        Events.push(
            UUID.randomUUID().toString(), "/nowhere/at/all.git", MAIN, null, "1".repeat(40));
    service.handle(silent);
    GitEventReceived event = pushed(MAIN, null, repository.push(FILE, TestRepository.WORKFLOW));
    service.handle(event);

    awaitPlanned(event.getEventId());
    awaitDeclined(silent.getEventId());
    assertThat(service.emitted().stream().map(TestService.Emitted::event))
        .filteredOn(
            said ->
                (said instanceof WorkflowPlanned planned
                        && event.getEventId().equals(planned.getCausedBy()))
                    || (said instanceof PlanDeclined declined
                        && silent.getEventId().equals(declined.getCausedBy())))
        .map(said -> String.valueOf(said).contains("\"repository\": \"/nowhere"))
        .containsExactly(false, true);
  }

  @Test
  void plansAfterItsRepositoryIsThereAgain() throws IOException {
    String sha = repository.push(FILE, TestRepository.WORKFLOW);
    Path hidden = repository.folder().resolveSibling("hidden.git");
    Files.move(repository.folder(), hidden);
    GitEventReceived event = pushed(MAIN, null, sha);
    service.handle(event);
    Awaitility.await("a first try that failed")
        .until(() -> service.number("select count(*) from task where last_error is not null") > 0);
    Files.move(hidden, repository.folder());

    assertThat(awaitPlanned(event.getEventId()).getSha()).isEqualTo(sha);
  }

  @Test
  void runsAWorkflowOfACommitAgainUnderTheNextNumber() {
    String sha = repository.push(FILE, TestRepository.WORKFLOW);
    GitEventReceived event = pushed(MAIN, null, sha);
    service.handle(event);
    awaitPlanned(event.getEventId());
    CommandReceived rerun =
        CommandReceived.newBuilder(Events.command(project, Command.RERUN, 1))
            .setRepository(repository.address())
            .build();
    service.handle(rerun);
    service.handle(rerun);

    WorkflowPlanned planned = awaitPlanned(rerun.getEventId());
    assertThat(planned.getRerunOf()).isEqualTo(1);
    assertThat(planned.getSha()).isEqualTo(sha);
    assertThat(planned.getWorkflows().getFirst().getRunNumber()).isEqualTo(2);
    assertThat(advanced()).hasSize(1);
    assertThat(queued()).hasSize(2);
  }

  @Test
  void saysThatThereIsNothingToRunAgain() {
    CommandReceived rerun = Events.command(project, Command.RERUN, 7);
    service.handle(rerun);

    assertThat(awaitDeclined(rerun.getEventId()).getReason())
        .isEqualTo(DeclineReason.NOTHING_TO_RERUN);
  }

  /** Checks with the longest keys: what fits by our reckoning has to fit into the event. */
  @ParameterizedTest
  @ValueSource(ints = {80, 100})
  void plansTheLargestFileAndDeclinesALargerOne(int workflows) {
    String file =
        "version: 2\nworkflows:\n"
            + IntStream.range(0, workflows)
                .mapToObj(
                    i ->
                        """
                          w%d:
                            steps:
                              - name: train
                                command: experiment.run_single_node
                                params: {command: x}
                                checks: {"tensorflow:%s": {target: ..1, aggregate: max}}
                        """
                            .formatted(i, "損".repeat(280)))
                .collect(Collectors.joining());
    GitEventReceived event = pushed(MAIN, null, repository.push(".ps_project/config.yaml", file));
    service.handle(event);

    if (workflows == 80) {
      assertThat(awaitPlanned(event.getEventId()).getWorkflows()).hasSize(80);
    } else {
      assertThat(awaitDeclined(event.getEventId()).getReason()).isEqualTo(DeclineReason.INVALID);
    }
  }

  @Test
  void declinesWhatCannotBeWritten() {
    // No number is left for the project's next event.
    service.number(
        "insert into project (project_id, last_sequence) values ('%s', %d) returning 1"
            .formatted(project, Long.MAX_VALUE));
    GitEventReceived event = pushed(MAIN, null, repository.push(FILE, TestRepository.WORKFLOW));
    service.handle(event);

    assertThat(awaitDeclined(event.getEventId()).getReason()).isEqualTo(DeclineReason.INTERNAL);
  }

  @Test
  void declinesWhatCouldNotBeHandled() {
    GitEventReceived event = pushed("refs/heads/a\0b", null, "1".repeat(40));
    service
        .bean(Transactions.class)
        .run(
            () ->
                service
                    .bean(PlanFlow.class)
                    .failed(IntakeCodec.gitEvent(event), new Failure("internal", "defect")));

    assertThat(awaitDeclined(event.getEventId()).getReason()).isEqualTo(DeclineReason.INTERNAL);
  }
}
