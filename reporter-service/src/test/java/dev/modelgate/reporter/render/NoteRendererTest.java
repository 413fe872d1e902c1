package dev.modelgate.reporter.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.reporter.intake.DeclineReason;
import dev.modelgate.reporter.intake.Problem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class NoteRendererTest {

  static List<String> hostile() {
    return Hostile.TEXTS;
  }

  @Test
  void saysTheVerdictOfTheCommitAndOfEachWorkflowInALine() {
    assertThat(note(new Given().commit()))
        .contains(
            """
            ✗ modelgate: failed: train: accuracy 0.948 is 2.9 % worse than main (0.976), 1 % allowed
            ✗ modelgate/train: failed: accuracy 0.948 is 2.9 % worse than main (0.976), 1 % allowed (run 2)
            http://127.0.0.1:8080/projects/penguins/runs/2
            """);
  }

  @Test
  void saysTheNumberOfTheOnlyCheckThatPassed() {
    assertThat(note(StatusRendererTest.passing().commit()).orElseThrow())
        .startsWith(
            """
            ✓ modelgate: 1 workflow passed
            ✓ modelgate/train: passed in 6.2 s on laptop, 1 check passed (run 2)
              ✓ json:metrics.json:/accuracy: """);
  }

  @Test
  void saysNothingBeforeSomethingConcluded() {
    Given given = new Given();
    for (int heard = 1; heard < given.facts().size(); heard++) {
      RunReport run = Given.report(given.facts().subList(0, heard));
      assertThat(note(Given.commit(List.of(run)))).isEmpty();
    }
  }

  @Test
  void saysWhatToKnowOfTheRunHoweverManyChecksItHas() {
    Given given = new Given();
    given.checks = 50;
    given.notes = List.of("container pytorch was ignored");
    assertThat(note(given.commit()).orElseThrow())
        .contains("  … and 21 more checks\n  note: container pytorch was ignored\n")
        .hasLineCount(2 + 29 + 1 + 1 + 1);
  }

  @Test
  void staysTheSameWhileAnotherWorkflowGoesOn() {
    Given other = new Given();
    other.workflow = "evaluate";
    other.number = 3;
    String first = null;
    for (int heard = 1; heard < other.facts().size(); heard++) {
      RunReport going = Given.report(other.facts().subList(0, heard));
      String said = note(Given.commit(List.of(new Given().report(), going))).orElseThrow();
      assertThat(said).contains("… modelgate/evaluate: not finished yet");
      assertThat(first == null ? said : first).isEqualTo(said);
      first = said;
    }
  }

  @Test
  void keepsTheVerdictThatIsThereWhileTheWorkflowRunsAgain() {
    Given again = new Given();
    again.number = 7;
    RunReport queued = Given.report(again.facts().subList(0, 2));
    assertThat(note(Given.commit(List.of(new Given().report(), queued))))
        .isEqualTo(note(new Given().commit()));
  }

  @Test
  void givesPlaceAndSentenceOfAnErrorInTheFile() {
    CommitReport commit =
        StatusRendererTest.declined(
            DeclineReason.INVALID,
            "the file has errors",
            List.of(new Problem(".modelgate/config.yaml", 4, 5, "unknown key \"rum\"")));
    assertThat(note(commit))
        .contains(
            """
            ! modelgate: error: .modelgate/config.yaml:4 unknown key "rum"
            ! modelgate/train: error: .modelgate/config.yaml:4 unknown key "rum"
            http://127.0.0.1:8080/projects/penguins/commits/b81e07d000000000000000000000000000000001
            """);
  }

  @ParameterizedTest
  @EnumSource(
      value = DeclineReason.class,
      names = {
        "REF_DELETED",
        "NOT_BUILT",
        "NO_WORKFLOW_FILE",
        "NOT_MATCHED",
        "COMMIT_MISSING",
        "NOTHING_TO_RERUN"
      })
  void leavesCommitsAloneThatNothingWasToRunOn(DeclineReason reason) {
    assertThat(note(StatusRendererTest.declined(reason, "because", List.of()))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void keepsToItsLinesWhateverStrangersWrote(String text) {
    Given given = new Given();
    given.workflow = text;
    given.key = "tensorflow:" + text;
    given.checks = 2;
    given.notes = List.of(text);
    given.sentence = text;
    String note = note(given.commit()).orElseThrow();
    assertThat(note.lines())
        .hasSize(6)
        .allSatisfy(l -> assertThat(Inert.line(l)).isEqualTo(l.strip()));
  }

  private static Optional<String> note(CommitReport commit) {
    return NoteRenderer.render(commit, Given.LINKS);
  }
}
