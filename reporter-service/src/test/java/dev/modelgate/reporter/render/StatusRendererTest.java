package dev.modelgate.reporter.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.reporter.intake.DeclineReason;
import dev.modelgate.reporter.intake.Evaluation;
import dev.modelgate.reporter.intake.Outcome;
import dev.modelgate.reporter.intake.PlanAnswer;
import dev.modelgate.reporter.intake.Problem;
import dev.modelgate.reporter.intake.ProjectRef;
import dev.modelgate.reporter.intake.Verdict;
import dev.modelgate.reporter.intake.WorkflowState;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class StatusRendererTest {

  static List<String> hostile() {
    return Hostile.TEXTS;
  }

  @Test
  void concludesForTheCommitTheWorkflowAndEachCheck() {
    List<StatusContext> statuses = statuses(new Given().commit());
    assertThat(statuses)
        .extracting(StatusContext::context)
        .containsExactly(
            "modelgate", "modelgate/train", "modelgate/train/json:metrics.json:/accuracy");
    assertThat(statuses).extracting(s -> s.state().word()).containsOnly("failure");
    assertThat(statuses.get(1).description())
        .isEqualTo("failed: accuracy 0.948 is 2.9 % worse than main (0.976), 1 % allowed");
    assertThat(statuses.get(1).url()).isEqualTo("http://127.0.0.1:8080/projects/penguins/runs/2");
  }

  @Test
  void saysWhereAndHowLongAPassedRunRan() {
    Given given = passing();
    assertThat(statuses(given.commit()))
        .extracting(StatusContext::description)
        .startsWith("1 workflow passed", "passed in 6.2 s on laptop, 1 check passed");
  }

  @Test
  void staysPendingUntilTheRunIsJudged() {
    Given given = passing();
    for (int heard = 1; heard < given.facts().size(); heard++) {
      RunReport run = Given.report(given.facts().subList(0, heard));
      assertThat(statuses(Given.commit(List.of(run))).getFirst().state())
          .isEqualTo(StatusContext.State.PENDING);
    }
  }

  @Test
  void neverLeavesACheckPendingWhenTheRunIsOver() {
    Given given = new Given();
    given.outcome = Outcome.INFRASTRUCTURE_LOST;
    given.verdict = Verdict.ERRORED;
    given.sentence = "errored: host lost three times";
    List<StatusContext> judged = statuses(given.commit());
    assertThat(judged).extracting(s -> s.state().word()).containsOnly("error");

    Evaluation verdict = given.runJudged();
    RunReport unjudged = Given.report(List.of(given.planned(), verdict));
    assertThat(statuses(Given.commit(List.of(unjudged))))
        .extracting(s -> s.state().word())
        .containsOnly("error");
  }

  @Test
  void doesNotLetASkippedCheckPassWhenItsJobFailed() {
    Given given = new Given();
    given.outcome = Outcome.FAILED;
    given.exitCode = 1;
    given.sentence = "failed: exit code 1";
    StatusContext check = statuses(given.commit()).get(2);
    assertThat(check.state()).isEqualTo(StatusContext.State.FAILURE);
    assertThat(check.description()).isEqualTo("failed: not judged");
  }

  @Test
  void letsTheHighestRunSpeakForTheCommit() {
    Given first = new Given();
    Given again = passing();
    again.number = 3;
    List<RunReport> runs = List.of(again.report(), first.report());
    assertThat(statuses(Given.commit(runs)).getFirst().description())
        .isEqualTo("1 workflow passed");
    assertThat(statuses(Given.commit(runs.reversed()))).isEqualTo(statuses(Given.commit(runs)));
  }

  @Test
  void namesTheWorkflowsThatFailed() {
    Given other = passing();
    other.workflow = "evaluate";
    assertThat(statuses(Given.commit(List.of(new Given().report(), other.report()))).getFirst())
        .extracting(StatusContext::description)
        .isEqualTo("failed: train: accuracy 0.948 is 2.9 % worse than main (0.976), 1 % allowed");
  }

  @Test
  void keepsNamesDistinctWhateverTheirCase() {
    Given upper = new Given();
    upper.workflow = "Train";
    upper.number = 3;
    List<StatusContext> statuses =
        statuses(Given.commit(List.of(new Given().report(), upper.report())));
    assertThat(statuses.stream().map(s -> s.context().toLowerCase(Locale.ROOT)).distinct())
        .hasSameSizeAs(statuses);
  }

  @Test
  void concludesAlsoWhenNothingMatched() {
    CommitReport commit =
        declined(DeclineReason.NOT_MATCHED, "no workflow matches this branch", List.of());
    assertThat(statuses(commit))
        .singleElement()
        .satisfies(
            status -> {
              assertThat(status.context()).isEqualTo("modelgate");
              assertThat(status.state()).isEqualTo(StatusContext.State.SUCCESS);
              assertThat(status.description())
                  .isEqualTo("nothing to run: no workflow matches this branch");
            });
  }

  @Test
  void pointsAtTheLineThatIsWrong() {
    CommitReport commit =
        declined(
            DeclineReason.INVALID,
            "the file has errors",
            List.of(
                new Problem(
                    ".modelgate/config.yaml",
                    14,
                    3,
                    "unknown key \"machinetype\", did you mean \"machine\"?")));
    assertThat(statuses(commit).getFirst().description())
        .isEqualTo(
            "error: .modelgate/config.yaml:14 unknown key \"machinetype\", did you mean"
                + " \"machine\"?");
    assertThat(statuses(commit).getFirst().state()).isEqualTo(StatusContext.State.ERROR);
  }

  @Test
  void doesNotTakeAWarningForAnError() {
    CommitReport commit = warned(DeclineReason.NOT_MATCHED, "no workflow matches", List.of());
    assertThat(statuses(commit).getFirst())
        .extracting(status -> status.state().word(), StatusContext::description)
        .containsExactly("success", "nothing to run: no workflow matches");
    assertThat(commit.warnings()).isNotEmpty();
    assertThat(NoteRenderer.render(commit, Given.LINKS)).isEmpty();
  }

  @Test
  void saysTheErrorWhereTheFileHasAWarningToo() {
    var error = new Problem(".modelgate/config.yaml", 14, 3, "unknown key \"rum\"");
    CommitReport commit = warned(DeclineReason.INVALID, "the file has errors", List.of(error));
    assertThat(statuses(commit).getFirst().description())
        .isEqualTo("error: .modelgate/config.yaml:14 unknown key \"rum\"");
  }

  @Test
  void saysNothingOnACommitThatIsNotBuilt() {
    assertThat(statuses(declined(DeclineReason.NOT_BUILT, "not built", List.of()))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Verdict.class)
  void endsWithEveryVerdict(Verdict verdict) {
    Given given = new Given();
    given.verdict = verdict;
    given.sentence = verdict.word();
    assertThat(statuses(given.commit()).getFirst().state())
        .isNotEqualTo(StatusContext.State.PENDING);
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void isInertAndFitsWhateverStrangersWrote(String text) {
    Given given = new Given();
    given.workflow = text;
    given.key = "json:" + text + ":/x";
    given.runner = text;
    given.sentence = text + " ".repeat(3) + text.repeat(20);
    assertThat(statuses(given.commit()))
        .allSatisfy(
            status -> {
              assertThat(status.description().length()).isLessThanOrEqualTo(140);
              assertThat(status.context().length()).isLessThanOrEqualTo(255);
              assertThat(Inert.line(status.description())).isEqualTo(status.description());
              assertThat(Inert.line(status.context())).isEqualTo(status.context());
            });
  }

  static Given passing() {
    Given given = new Given();
    given.verdict = Verdict.PASSED;
    given.value = "0.979";
    given.sentence = "passed: accuracy 0.979 is at least 0.90";
    return given;
  }

  static CommitReport declined(DeclineReason reason, String sentence, List<Problem> problems) {
    return declined(reason, sentence, problems, List.of());
  }

  private static CommitReport warned(
      DeclineReason reason, String sentence, List<Problem> problems) {
    var warning = new Problem(".ps_project/config.yaml", 0, 0, "this file is not read");
    return declined(reason, sentence, problems, List.of(warning));
  }

  private static CommitReport declined(
      DeclineReason reason, String sentence, List<Problem> problems, List<Problem> ofTheFile) {
    PlanAnswer answer =
        new PlanAnswer.Declined(
            "event",
            Given.AT,
            new ProjectRef("p-1", "penguins", "/srv/git/penguins.git"),
            "refs/heads/main",
            Given.SHA,
            reason,
            sentence,
            null,
            problems.isEmpty()
                ? List.of()
                : List.of(
                    new PlanAnswer.WorkflowAnswer(
                        "train", WorkflowState.INVALID, null, null, problems)),
            ofTheFile);
    return CommitAssembler.assemble("penguins", Given.SHA, List.of(answer), List.of());
  }

  private static List<StatusContext> statuses(CommitReport commit) {
    return StatusRenderer.render(commit, Given.LINKS);
  }
}
