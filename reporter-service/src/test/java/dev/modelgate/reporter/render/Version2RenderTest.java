package dev.modelgate.reporter.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.reporter.intake.Bound;
import dev.modelgate.reporter.intake.Outcome;
import dev.modelgate.reporter.intake.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How checks of version 2 of the workflow file look: aggregate, rounding, target as written. */
class Version2RenderTest {

  static List<String> hostile() {
    return Hostile.TEXTS;
  }

  @Test
  void listsAggregateRawAndRoundedValueAndTheTargetAsWritten() {
    assertThat(comment(accuracy()))
        .contains(
            "| tensorflow:accuracy | mean | 0.9911 (rounded 0.99) | – | ✗ | accuracy 0.9911 (mean,"
                + " rounded down to 0.99) is not in 0.99..1.00 |\n");
  }

  @Test
  void listsThePointerOfACustomMetricAsItsAggregate() {
    Given given = accuracy();
    given.key = "custom:latency_ms";
    given.aggregate = "/p95";
    assertThat(comment(given)).contains("| custom:latency_ms | /p95 | 0.9911 (rounded 0.99) |");
  }

  @Test
  void leavesOutOfTheCommentWhatIsForThePageOnly() {
    Given given = accuracy();
    given.checks = 3;
    given.inComment = 1;
    assertThat(comment(given))
        .contains("| tensorflow:accuracy |", "\nThe report has 2 more checks.\n")
        .doesNotContain("tensorflow:accuracy1", "tensorflow:accuracy2");
    assertThat(given.report().checks()).hasSize(3);

    given.inComment = 0;
    assertThat(comment(given))
        .contains("\n\nThe report has 3 more checks.\n")
        .doesNotContain("| Metric |");
  }

  @Test
  void saysWhatShouldBeKnownAboutHowItRan() {
    Given given = accuracy();
    given.notes = List.of("container acme/train:1 was ignored: it ran as a plain process");
    assertThat(comment(given))
        .contains("\n- note: container acme/train:1 was ignored: it ran as a plain process\n");
    assertThat(NoteRenderer.render(given.commit(), Given.LINKS))
        .hasValueSatisfying(
            note ->
                assertThat(note.lines())
                    .contains(
                        "  note: container acme/train:1 was ignored: it ran as a plain process"));
  }

  @Test
  void namesAStatusByTheMetric() {
    assertThat(StatusRenderer.render(accuracy().commit(), Given.LINKS))
        .last()
        .satisfies(
            status -> {
              assertThat(status.context()).isEqualTo("modelgate/train/tensorflow:accuracy");
              assertThat(status.description())
                  .isEqualTo(
                      "failed: accuracy 0.9911 (mean, rounded down to 0.99) is not in 0.99..1.00");
            });
  }

  @Test
  void letsASkippedCheckPassAlsoWhereAnotherFailed() {
    Given given = accuracy();
    given.outcome = Outcome.FAILED;
    given.exitCode = 1;
    given.checkReason = "only-pulls";
    StatusContext check = StatusRenderer.render(given.commit(), Given.LINKS).getLast();
    assertThat(check.state()).isEqualTo(StatusContext.State.SUCCESS);
    assertThat(check.description()).startsWith("skipped: ");

    given.checkReason = "not-judged";
    assertThat(StatusRenderer.render(given.commit(), Given.LINKS).getLast().state())
        .isEqualTo(StatusContext.State.FAILURE);
  }

  @Test
  void countsTheSkippedChecksOfARunThatPassed() {
    Given given = StatusRendererTest.passing();
    RunReport run = given.report();
    assertThat(RunWords.describe(run)).endsWith(", 1 check passed");

    given.outcome = Outcome.CANCELLED;
    assertThat(RunWords.describe(given.report())).endsWith(", 1 check skipped");
  }

  @Test
  void saysOfARunThatPassedThatItsFileIsTheCommits() {
    Given given = StatusRendererTest.passing();
    given.checkReason = "not-written";
    assertThat(RunWords.describe(given.report()))
        .endsWith(", 1 check passed, on a committed file, which the job did not write");
  }

  @Test
  void tellsWhoseTurnItIsWhereTheMetricIsMissing() {
    Given given = accuracy();
    given.checkReason = "not-found";
    assertThat(Turn.of(given.report()))
        .contains("Your turn: the job did not write what its checks look for.");
    assertThat(Turn.next(given.report())).contains("./modelgate run logs penguins 2");
  }

  @Test
  void saysWhyARunWaitsForAnEngine() {
    Given given = accuracy();
    String why =
        "no runner runs containers; start one with --containers ignore to run it as a plain"
            + " process";
    RunReport queued = Given.report(given.facts().subList(0, 2));
    CommitReport commit = Given.commit(List.of(queued)).waiting(Map.of("e-train-2", why));
    assertThat(StatusRenderer.render(commit, Given.LINKS))
        .extracting(StatusContext::description)
        .startsWith("waiting: " + why, "waiting: " + why)
        .allSatisfy(description -> assertThat(description.length()).isLessThanOrEqualTo(140));

    RunReport running = Given.report(given.facts().subList(0, 3));
    assertThat(running.waiting(Map.of("e-train-2", why)).sentence()).isEqualTo("running on laptop");
    assertThat(given.report().waiting(Map.of("e-train-2", why))).isEqualTo(given.report());
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void keepsMetricNamesAndValuesInert(String text) {
    Given given = accuracy();
    given.key = "tensorflow:" + text;
    given.aggregate = text;
    given.value = text;
    given.judged = text;
    given.sentence = "failed: " + text;
    CommitReport commit = given.commit().waiting(Map.of("e-train-2", text));
    assertThat(StatusRenderer.render(commit, Given.LINKS))
        .allSatisfy(
            status -> {
              assertThat(Inert.line(status.context())).isEqualTo(status.context());
              assertThat(Inert.line(status.description())).isEqualTo(status.description());
              assertThat(status.description().length()).isLessThanOrEqualTo(140);
            });
    String row =
        comment(given)
            .lines()
            .filter(line -> line.startsWith("|"))
            .skip(2)
            .findFirst()
            .orElseThrow();
    assertThat(row).doesNotContain("<script", "<img", "<svg", "](http://", "@team", "://evil");
    assertThat(row.replaceAll("\\\\.", "").split("\\|")).hasSize(7);
  }

  /** The one comment of GradientCI that is public. */
  private static Given accuracy() {
    Given given = new Given();
    given.key = "tensorflow:accuracy";
    given.aggregate = "mean";
    given.value = "0.991100";
    given.judged = "0.99";
    given.target = "0.99..1.00";
    given.bounds =
        List.of(new Bound(Bound.Operator.ABOVE, "0.99"), new Bound(Bound.Operator.BELOW, "1.00"));
    given.verdict = Verdict.FAILED;
    given.checkReason = "bounds";
    given.sentence = "failed: accuracy 0.9911 (mean, rounded down to 0.99) is not in 0.99..1.00";
    given.baseline = null;
    return given;
  }

  private static String comment(Given given) {
    return CommentRenderer.render(given.story(), Given.LINKS);
  }
}
