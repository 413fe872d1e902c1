package dev.modelgate.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.modelgate.events.BaselinePromoted;
import dev.modelgate.events.BaselineReference;
import dev.modelgate.events.CheckResult;
import dev.modelgate.events.ChecksEvaluated;
import dev.modelgate.events.ExperimentFinished;
import dev.modelgate.events.MetricValue;
import dev.modelgate.events.Outcome;
import dev.modelgate.events.Subject;
import dev.modelgate.events.Verdict;
import dev.modelgate.testkit.Samples;
import dev.modelgate.testkit.TestService;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** From what the scheduler tells to verdicts and promotions, on a real database. */
class ChecksFlowTest {

  @TempDir static Path data;
  private static TestService service;
  private final Told told;

  ChecksFlowTest(TestInfo info) {
    told = new Told(info.getTestMethod().orElseThrow().getName());
  }

  @BeforeAll
  static void startService() {
    service = TestService.start("checks", data, Map.of("modelgate.loop.enabled", false));
  }

  @AfterAll
  static void stopService() {
    service.close();
  }

  @Test
  void passesTheFirstResultAndMakesItTheBaseline() {
    hear(told.advanced(1, "a"), told.finished(1, "a", "0.976").build());

    ChecksEvaluated verdict = verdicts().getFirst();
    assertThat(verdict.getSubject()).isEqualTo(Subject.EXPERIMENT);
    assertThat(verdict.getRevision()).isEqualTo(1);
    assertThat(verdict.getVerdict()).isEqualTo(Verdict.PASSED);
    assertThat(verdict.getReason()).isEqualTo("checks-passed");
    assertThat(verdict.getSentence())
        .isEqualTo("passed: accuracy 0.976 is at least 0.90, first result");
    assertThat(verdict.getCausedBy()).isEqualTo(told.project() + "-finished-1");
    BaselinePromoted promoted = promotions().getFirst();
    assertThat(promoted.getSha()).isEqualTo("a");
    assertThat(promoted.getBranch()).isEqualTo("main");
    assertThat(promoted.getMetrics()).containsExactly(Samples.accuracy("0.976"));
  }

  @Test
  void failsAResultThatIsWorseThanTheBaselineAndNamesIt() {
    hear(
        told.advanced(1, "a"),
        told.finished(1, "a", "0.976").build(),
        told.onBranch(2, "b", "0.948").build());

    ChecksEvaluated verdict = verdicts().get(1);
    assertThat(verdict.getVerdict()).isEqualTo(Verdict.FAILED);
    assertThat(verdict.getReason()).isEqualTo("comparison");
    assertThat(verdict.getSentence())
        .isEqualTo("failed: accuracy 0.948 is 2.9 % worse than main (0.976), 1 % allowed");
    CheckResult check = verdict.getChecks().getFirst();
    assertThat(check.getBoundsMet()).isTrue();
    assertThat(check.getComparisonMet()).isFalse();
    BaselineReference baseline = check.getBaseline();
    assertThat(baseline.getSha()).isEqualTo("a");
    assertThat(baseline.getRunNumber()).isEqualTo(1);
    assertThat(baseline.getEntryId()).isEqualTo(promotions().getFirst().getEntryId());
  }

  @Test
  void promotesAResultThatWasThereBeforeTheBranch() {
    hear(told.onBranch(1, "a", "0.976").build());
    assertThat(promotions()).isEmpty();

    hear(told.advanced(9, "x", "a"));

    assertThat(promotions()).extracting(BaselinePromoted::getSha).containsExactly("a");
    assertThat(promotions().getFirst().getRef()).isEqualTo("refs/heads/bigger-steps");
    assertThat(promotions().getFirst().getCausedBy()).isEqualTo(told.project() + "-advanced-9");
  }

  @Test
  void neverPromotesWhatDidNotPass() {
    hear(
        told.advanced(1, "a", "b", "c", "d"),
        told.finished(1, "a", "0.5").build(),
        told.finished(2, "b", null).build(),
        told.finished(3, "c", "0.99").setOutcome(Outcome.FAILED).setExitCode(1).build(),
        told.finished(4, "d", "0.99").setOutcome(Outcome.CANCELLED).setExitCode(null).build(),
        told.advanced(2, "a", "b", "c", "d"));

    assertThat(verdicts())
        .extracting(ChecksEvaluated::getReason)
        .containsExactly("bounds", "not-found", "exit-code", "cancelled");
    assertThat(promotions()).isEmpty();
  }

  @Test
  void comparesWithTheFurthestAlongTheBranchAndNotWithTheLastThatArrived() {
    hear(
        told.advanced(1, "a", "b"),
        told.finished(2, "b", "0.990").build(),
        told.finished(1, "a", "0.985").build(),
        told.onBranch(3, "c", "0.984").build());

    assertThat(verdicts().get(2).getChecks().getFirst().getBaseline().getSha()).isEqualTo("b");
  }

  @Test
  void comparesWithTheLatestRunOfOneCommit() {
    hear(
        told.advanced(1, "a"),
        told.finished(1, "a", "0.976").build(),
        told.finished(2, "a", "0.970").build(),
        told.onBranch(3, "c", "0.965").build());

    ChecksEvaluated rerun = verdicts().get(1);
    assertThat(rerun.getChecks().getFirst().getBaseline().getRunNumber()).isEqualTo(1);
    assertThat(verdicts().get(2).getChecks().getFirst().getBaseline().getRunNumber()).isEqualTo(2);
  }

  @Test
  void keepsTheBaselineWhereTheBranchIsForcedBack() {
    hear(
        told.advanced(1, "a"),
        told.finished(1, "a", "0.976").build(),
        told.advanced(2, "b"),
        told.finished(2, "b", "0.980").build(),
        Samples.branchAdvanced()
            .setEventId(told.project() + "-forced")
            .setProjectId(told.project())
            .setSequence(3)
            .setAfter("a")
            .setCommits(List.of())
            .build(),
        told.onBranch(3, "c", "0.979").build());

    assertThat(verdicts().get(2).getChecks().getFirst().getBaseline().getSha()).isEqualTo("b");
  }

  @Test
  void keepsAHistoryForEachStepAndWorkflow() {
    hear(
        told.advanced(1, "a"),
        told.finished(1, "a", "0.976").build(),
        told.finished(2, "a", "0.91").setWorkflow("smoke").build(),
        told.finished(3, "a", "0.91").setStep("quick").build());

    assertThat(verdicts()).extracting(ChecksEvaluated::getVerdict).containsOnly(Verdict.PASSED);
    assertThat(promotions()).hasSize(3);
  }

  @Test
  void saysOneThingHoweverOftenItHears() {
    SpecificRecord again =
        told.finished(1, "a", "0.5").setEventId(told.project() + "-again").build();
    hear(
        told.advanced(1, "a"),
        told.finished(1, "a", "0.976").build(),
        told.finished(1, "a", "0.976").build(),
        again,
        told.advanced(1, "a"),
        told.runFinished(1, "a", Verdict.PASSED),
        told.runFinished(1, "a", Verdict.PASSED));

    assertThat(verdicts())
        .extracting(ChecksEvaluated::getSubject)
        .containsExactly(Subject.EXPERIMENT, Subject.RUN);
    assertThat(promotions()).hasSize(1);
  }

  @Test
  void endsTheSameInEveryOrder() {
    for (List<Integer> order :
        List.of(
            List.of(0, 1, 2),
            List.of(0, 2, 1),
            List.of(1, 0, 2),
            List.of(1, 2, 0),
            List.of(2, 0, 1),
            List.of(2, 1, 0))) {
      Told project = new Told(told.project() + order);
      List<SpecificRecord> events =
          List.of(
              project.advanced(1, "a"),
              project.finished(1, "a", "0.976").build(),
              project.runFinished(1, "a", Verdict.PASSED));
      order.forEach(at -> service.handle(events.get(at)));
      order.forEach(at -> service.handle(events.get(at)));

      assertThat(verdicts(project))
          .hasSize(2)
          .allSatisfy(said -> assertThat(said.getVerdict()).isEqualTo(Verdict.PASSED));
      assertThat(promotions(project)).hasSize(1);
    }
  }

  @Test
  void saysOfTheRunWhatItsExperimentsSaid() {
    hear(
        told.advanced(1, "a"),
        told.finished(1, "a", "0.976").build(),
        told.onBranch(2, "b", "0.948").build(),
        told.runFinished(2, "b", Verdict.FAILED));

    ChecksEvaluated run = verdicts().get(2);
    assertThat(run.getSubject()).isEqualTo(Subject.RUN);
    assertThat(run.getExperimentId()).isNull();
    assertThat(run.getVerdict()).isEqualTo(Verdict.FAILED);
    assertThat(run.getReason()).isEqualTo("comparison");
    assertThat(run.getSentence())
        .isEqualTo("failed: accuracy 0.948 is 2.9 % worse than main (0.976), 1 % allowed");
    assertThat(run.getChecks()).isEqualTo(verdicts().get(1).getChecks());
    assertThat(run.getExperiments()).hasSize(1);
    assertThat(run.getWorkflows())
        .isEqualTo(told.runFinished(2, "b", Verdict.FAILED).getWorkflows());
  }

  @Test
  void saysOfAVersion2CheckTheSameForTheExperimentAndForTheRun() {
    hear(
        told.advanced(1, "a"),
        version2(1, "a", "0.976", "mean").build(),
        version2(2, "b", "0.991100", "mean").build(),
        told.runFinished(2, "b", Verdict.FAILED));

    CheckResult check = verdicts().get(1).getChecks().getFirst();
    assertThat(check.getAggregate()).isEqualTo("mean");
    assertThat(check.getValue()).isEqualTo("0.991100");
    assertThat(check.getJudged()).isEqualTo("0.99");
    assertThat(check.getTarget()).isEqualTo("0.90..0.99");
    assertThat(check.getInComment()).isFalse();
    assertThat(check.getBaseline().getValue()).isEqualTo("0.976");
    assertThat(check.getComparisonMet()).isNull();
    assertThat(check.getSentence())
        .isEqualTo(
            "failed: accuracy 0.9911 (mean, rounded down to 0.99) is not in 0.90..0.99,"
                + " +1.5 % against main; 1 record is damaged");
    assertThat(verdicts().get(2).getChecks()).containsExactly(check);
    assertThat(promotions().getFirst().getMetrics().getFirst().getAggregate()).isEqualTo("mean");
  }

  @Test
  void doesNotCompareWhatAnotherAggregateMeasured() {
    hear(
        told.advanced(1, "a"),
        version2(1, "a", "0.976", "mean").build(),
        version2(2, "b", "0.95", "last").build());

    CheckResult check = verdicts().get(1).getChecks().getFirst();
    assertThat(check.getBaseline()).isNull();
    assertThat(check.getSentence())
        .contains("not compared with main: the check's definition changed");
  }

  @Test
  void comparesWithTheNewestResultThatHasTheNumber() {
    hear(
        told.advanced(1, "a", "b", "c"),
        version2(1, "a", "0.976", "mean").build(),
        version2(2, "b", "0.95", "last").build(),
        told.finished(3, "c", null).setChecks(List.of()).build(),
        version2(4, "d", "0.95", "mean").build());

    assertThat(baselineOf(3).getRunNumber()).isEqualTo(1);
    assertThat(baselineOf(3).getBranch()).isEqualTo("main");
  }

  @Test
  void comparesWithANumberThatNoCheckNamedWhenItWasMeasured() {
    hear(
        told.advanced(1, "a"),
        told.finished(1, "a", "0.976").setChecks(List.of()).build(),
        told.onBranch(2, "b", "0.948").build());

    assertThat(verdicts().get(1).getSentence())
        .isEqualTo("failed: accuracy 0.948 is 2.9 % worse than main (0.976), 1 % allowed");
  }

  @Test
  void followsABranchThatIsForcedAwayAndBack() {
    hear(
        told.advanced(1, "a"),
        told.finished(1, "a", "0.976").build(),
        told.advanced(2, "b"),
        told.finished(2, "b", "0.980").build(),
        told.advanced(3, "a"),
        told.onBranch(3, "c", "0.975").build());

    assertThat(baselineOf(2).getSha()).isEqualTo("a");
  }

  @Test
  void saysHowFarAlongTheBranchAPromotedResultIs() {
    hear(
        told.advanced(4, "a", "b"),
        told.finished(2, "b", "0.980").build(),
        told.finished(3, "a", "0.976").build());

    assertThat(promotions()).extracting(BaselinePromoted::getSequence).containsExactly(4L, 4L);
    assertThat(promotions()).extracting(BaselinePromoted::getPlace).containsExactly(1, 0);
  }

  @Test
  void keepsWhatAJobWroteWithZeroCharacters() {
    MetricValue odd = MetricValue.newBuilder().setKey("json:m.json:/a\0b").setValue("1\0").build();
    hear(
        told.finished(1, "a", "0.976").setMetrics(List.of(Samples.accuracy("0.976"), odd)).build());

    assertThat(verdicts().getFirst().getVerdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void judgesAgainWhatADefectKeptFromBeingJudgedAndLetsTheRunFollow() {
    ExperimentFinished finished = told.finished(1, "a", "0.976").build();
    service.fail(finished);
    assertThat(
            service.number(
                "select count(*) from measured_value where experiment_id = '"
                    + told.experiment(1)
                    + "'"))
        .isZero();
    hear(told.advanced(1, "a"), told.runFinished(1, "a", Verdict.ERRORED));
    assertThat(verdicts()).extracting(ChecksEvaluated::getReason).containsOnly("internal");

    hear(finished, finished);
    service.fail(finished);

    assertThat(verdicts()).hasSize(4);
    ChecksEvaluated experiment = verdicts().get(2);
    assertThat(experiment.getSubject()).isEqualTo(Subject.EXPERIMENT);
    assertThat(experiment.getRevision()).isEqualTo(2);
    assertThat(experiment.getVerdict()).isEqualTo(Verdict.PASSED);
    ChecksEvaluated run = verdicts().get(3);
    assertThat(run.getSubject()).isEqualTo(Subject.RUN);
    assertThat(run.getRevision()).isEqualTo(2);
    assertThat(run.getVerdict()).isEqualTo(Verdict.PASSED);
    assertThat(run.getChecks()).isEqualTo(experiment.getChecks());
    assertThat(run.getExperiments().getFirst().getVerdict()).isEqualTo(Verdict.PASSED);
    assertThat(run.getWorkflows()).hasSize(2);
    assertThat(promotions()).hasSize(1);
  }

  @Test
  void namesTheBaselineThatItUsedThoughAnotherCameSince() {
    hear(
        told.advanced(1, "a", "b"),
        told.finished(1, "a", "0.976").build(),
        told.onBranch(3, "c", "0.975").build(),
        told.finished(2, "b", "0.990").build(),
        told.runFinished(3, "c", Verdict.PASSED),
        told.onBranch(4, "d", "0.985").build());

    String first = promotions().get(0).getEntryId();
    assertThat(baselineOf(1).getEntryId()).isEqualTo(first);
    assertThat(verdicts().get(3).getSubject()).isEqualTo(Subject.RUN);
    assertThat(baselineOf(3).getEntryId()).isEqualTo(first);
    assertThat(baselineOf(4).getEntryId()).isEqualTo(promotions().get(1).getEntryId());
  }

  @Test
  void takesAThousandCommitsAtOnce() {
    String[] shas = IntStream.range(0, 1000).mapToObj(i -> "sha-" + i).toArray(String[]::new);
    hear(told.finished(1, "sha-999", "0.976").build(), told.advanced(1, shas));

    assertThat(promotions()).hasSize(1);
    assertThat(
            service.number(
                "select max(place) from branch_commit where project_id = '" + told.project() + "'"))
        .isEqualTo(999);
  }

  @Test
  void onlyAddsToTheLedger() {
    hear(told.advanced(1, "a"), told.finished(1, "a", "0.976").build());

    for (String change :
        List.of(
            "update baseline_entry set sha = 'x' returning 1",
            "delete from baseline_entry returning 1")) {
      assertThat(catchThrowable(() -> service.number(change)))
          .hasMessageContaining("added to only");
    }
  }

  private ExperimentFinished.Builder version2(int run, String sha, String value, String aggregate) {
    return told.finished(run, sha, null)
        .setChecks(List.of(Told.version2(aggregate)))
        .setMetrics(
            List.of(
                MetricValue.newBuilder()
                    .setKey(Told.TAG)
                    .setValue(value)
                    .setAggregate(aggregate)
                    .setNote("1 record is damaged")
                    .build()));
  }

  private BaselineReference baselineOf(int verdict) {
    return verdicts().get(verdict).getChecks().getFirst().getBaseline();
  }

  private void hear(SpecificRecord... events) {
    for (SpecificRecord event : events) {
      service.handle(event);
    }
  }

  private List<ChecksEvaluated> verdicts() {
    return verdicts(told);
  }

  private List<BaselinePromoted> promotions() {
    return promotions(told);
  }

  private static List<ChecksEvaluated> verdicts(Told of) {
    return service.emitted(ChecksEvaluated.class).stream()
        .filter(event -> event.getProjectId().equals(of.project()))
        .toList();
  }

  private static List<BaselinePromoted> promotions(Told of) {
    return service.emitted(BaselinePromoted.class).stream()
        .filter(event -> event.getProjectId().equals(of.project()))
        .toList();
  }
}
