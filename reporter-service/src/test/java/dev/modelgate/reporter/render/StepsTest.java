package dev.modelgate.reporter.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.reporter.intake.Evaluation;
import dev.modelgate.reporter.intake.FinishedExperiment;
import dev.modelgate.reporter.intake.JudgedCheck;
import dev.modelgate.reporter.intake.Outcome;
import dev.modelgate.reporter.intake.PlannedCheck;
import dev.modelgate.reporter.intake.PlannedExperiment;
import dev.modelgate.reporter.intake.PlannedRun;
import dev.modelgate.reporter.intake.QueuedExperiment;
import dev.modelgate.reporter.intake.RunFact;
import dev.modelgate.reporter.intake.StartedExperiment;
import dev.modelgate.reporter.intake.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A workflow of two steps, "prepare" and "evaluate", one after the other. */
class StepsTest {

  private static final String KEY = "tensorflow:accuracy";
  private final Given given = new Given();
  private final List<RunFact> facts = new ArrayList<>(List.of(planned()));

  @Test
  void saysWhichStepRunsAndWhichIsNext() {
    assertThat(sentence()).isEqualTo("queued");
    hear(queued("prepare"), started("prepare"));
    assertThat(sentence()).isEqualTo("running on laptop, step 1 of 2");
    hear(finished("prepare", Outcome.SUCCEEDED), judged("prepare", Verdict.PASSED, "passed"));
    assertThat(sentence()).isEqualTo("queued, step 2 of 2");
    hear(queued("evaluate"), started("evaluate"));
    assertThat(sentence()).isEqualTo("running on laptop, step 2 of 2");
  }

  @Test
  void saysWhyTheSecondStepWaits() {
    hear(
        queued("prepare"),
        started("prepare"),
        finished("prepare", Outcome.SUCCEEDED),
        judged("prepare", Verdict.PASSED, "passed"),
        queued("evaluate"));
    assertThat(report().waiting(Map.of("e-evaluate", "every slot is taken (1 of 1)")).sentence())
        .isEqualTo("waiting: every slot is taken (1 of 1)");
  }

  @Test
  void namesTheStepInEachLineOfTheComment() {
    hear(
        finished("prepare", Outcome.SUCCEEDED),
        judged("prepare", Verdict.PASSED, "passed"),
        finished("evaluate", Outcome.SUCCEEDED),
        judged("evaluate", Verdict.PASSED, "passed"),
        given.over(),
        given.runJudged());
    assertThat(CommentRenderer.render(new Story(report(), Map.of(), List.of()), Given.LINKS))
        .contains("- prepare: settings: nothing", "- evaluate: settings: nothing");
  }

  @Test
  void tellsTheChecksOfItsStepsApart() {
    hear(
        finished("prepare", Outcome.SUCCEEDED),
        judged("prepare", Verdict.PASSED, "passed: accuracy 0.9 (mean) is above 0.5"),
        finished("evaluate", Outcome.SUCCEEDED),
        judged("evaluate", Verdict.FAILED, "failed: accuracy 0.4 (mean) is not above 0.5"),
        given.over(),
        given.runJudged());
    List<StatusContext> statuses =
        StatusRenderer.render(Given.commit(List.of(report())), Given.LINKS);
    assertThat(statuses)
        .extracting(StatusContext::context)
        .containsExactly(
            "modelgate",
            "modelgate/train",
            "modelgate/train/prepare/tensorflow:accuracy",
            "modelgate/train/evaluate/tensorflow:accuracy");
    assertThat(statuses.get(2).state()).isEqualTo(StatusContext.State.SUCCESS);
    assertThat(statuses.get(3).state()).isEqualTo(StatusContext.State.FAILURE);
    assertThat(CommentRenderer.render(new Story(report(), Map.of(), List.of()), Given.LINKS))
        .contains("| prepare: tensorflow:accuracy | mean |")
        .contains("| evaluate: tensorflow:accuracy | mean |");
  }

  @Test
  void leavesNoCheckOfAStepPendingThatNeverRan() {
    hear(finished("prepare", Outcome.FAILED), given.over(), given.runJudged());
    assertThat(StatusRenderer.render(Given.commit(List.of(report())), Given.LINKS))
        .extracting(StatusContext::state)
        .doesNotContain(StatusContext.State.PENDING, StatusContext.State.SUCCESS);
  }

  private RunReport report() {
    return Given.report(facts);
  }

  private String sentence() {
    return report().sentence();
  }

  private void hear(RunFact... more) {
    facts.addAll(List.of(more));
  }

  private PlannedRun planned() {
    PlannedRun one = given.planned();
    return new PlannedRun(
        one.run(), one.at(), one.gitEvent(), List.of(step("prepare"), step("evaluate")), List.of());
  }

  private static PlannedExperiment step(String name) {
    return new PlannedExperiment(
        "e-" + name,
        name,
        null,
        null,
        List.of(new PlannedCheck(KEY, "mean", List.of(), "0.5", null, false)));
  }

  private QueuedExperiment queued(String step) {
    return new QueuedExperiment(given.run(), Given.AT, "e-" + step, step, null, 1);
  }

  private StartedExperiment started(String step) {
    return new StartedExperiment(
        given.run(), Given.AT, "e-" + step, step, "a-" + step, 1, "laptop", Given.AT);
  }

  private FinishedExperiment finished(String step, Outcome outcome) {
    return new FinishedExperiment(
        given.run(),
        Given.AT,
        4,
        "e-" + step,
        step,
        outcome,
        outcome == Outcome.SUCCEEDED ? 0 : 1,
        null,
        List.of(),
        Map.of(),
        List.of());
  }

  private Evaluation judged(String step, Verdict verdict, String sentence) {
    JudgedCheck check =
        new JudgedCheck(
            KEY,
            "mean",
            "0.9",
            "0.90",
            verdict,
            List.of(),
            "0.5",
            verdict == Verdict.PASSED,
            null,
            null,
            null,
            "met",
            sentence,
            false);
    return new Evaluation(
        given.run(),
        Given.AT,
        "e-" + step,
        step,
        1,
        verdict,
        "checks-passed",
        sentence,
        List.of(check));
  }
}
