package dev.modelgate.reporter.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.reporter.intake.Outcome;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommentRendererTest {

  static List<String> hostile() {
    return Hostile.TEXTS;
  }

  @Test
  void readsLikeThis() {
    assertThat(comment(new Given().story()))
        .isEqualTo(
            """
            <!-- modelgate:comment -->
            ### ✗ train: accuracy 0.948 is 2.9 % worse than main (0.976), 1 % allowed

            modelgate · [run 2](http://127.0.0.1:8080/projects/penguins/runs/2) · b81e07d → main

            | Metric | Aggregate | Value | Against main (3f9c2ab) | Success | Summary |
            | --- | --- | --- | --- | --- | --- |
            | json:metrics.json | /accuracy | 0.948 | 0.976 (−2.9 %) | ✗ | accuracy 0.948 is 2.9 % worse than main (0.976), 1 % allowed |

            Your turn: the result does not meet its checks.

            <details><summary>What changed, where it ran, how sure we are</summary>

            - settings: LEARNING_RATE 0.05 → 0.4, STEPS 400 → (none)
            - ran on laptop, 6.2 s
            - baseline: main at 3f9c2ab, run 1

            </details>

            [Report](http://127.0.0.1:8080/projects/penguins/runs/2) · [Log](http://127.0.0.1:8080/projects/penguins/runs/2#log) · `git diff 3f9c2ab b81e07d`
            """);
  }

  @Test
  void showsHowTheLogEndsWhenTheExitCodeIsTheReason() {
    Given given = crashed();
    String[] log = IntStream.rangeClosed(1, 30).mapToObj(i -> "line " + i).toArray(String[]::new);
    assertThat(comment(given.story(log)))
        .contains("Your turn: the end of the log says why the job ended with exit code 1.")
        .contains("<summary>The last 20 lines of the log</summary>\n\n```text\nline 11\n")
        .contains("line 30\n```\n")
        .doesNotContain("line 10\n")
        .contains("`./modelgate run logs penguins 2`");
  }

  @Test
  void saysSoWhenThereIsNothingToCompareWith() {
    Given given = StatusRendererTest.passing();
    given.baseline = null;
    assertThat(comment(given.story()))
        .contains("### ✓ train: accuracy 0.979 is at least 0.90")
        .contains("| Baseline |")
        .contains("- settings: nothing to compare with yet");
    Given other = crashed();
    other.baseline = null;
    assertThat(comment(other.story()))
        .contains("- settings: not compared, because the job did not succeed");
  }

  @Test
  void fitsWithWholeRowsAndItsLinksHoweverManyChecksThereAre() {
    Given given = crashed();
    given.checks = 3_000;
    given.sentence = "failed: " + "x".repeat(2_000);
    String[] log = Collections.nCopies(20, "`".repeat(70_000)).toArray(String[]::new);
    String comment = comment(given.story(log));
    assertThat(comment.length()).isLessThanOrEqualTo(65_536);
    assertThat(comment).startsWith(CommentRenderer.MARKER).contains("[Report](", "more checks.");
    assertThat(comment.lines().filter(line -> line.startsWith("|")))
        .allSatisfy(row -> assertThat(row).endsWith("|"));
    assertThat(count(comment, "<details")).isEqualTo(count(comment, "</details>"));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void keepsItsShapeWhateverStrangersWrote(String text) {
    Given given = crashed();
    given.workflow = text;
    given.key = "json:" + text + ":/" + text;
    given.branch = text;
    given.subject = text;
    given.runner = text;
    given.value = text;
    given.judged = text;
    given.aggregate = text;
    given.target = text;
    given.notes = List.of(text, text + "\n- " + text);
    given.sentence = text;
    given.environment = java.util.Map.of(text, text);
    String whole = comment(given.story(text.lines().toArray(String[]::new)));
    String comment = withoutFenced(whole);
    assertThat(count(comment, "<!--")).isEqualTo(1);
    assertThat(comment).doesNotContain("<script", "<img", "<svg", "](http://evil", "@team", "#1");
    assertThat(comment.lines().filter(line -> line.startsWith("|")))
        .hasSize(3)
        .allSatisfy(row -> assertThat(row.replaceAll("\\\\.", "").split("\\|")).hasSize(7));
    assertThat(count(comment, "<details")).isEqualTo(count(comment, "</details>"));
    assertThat(count(comment, "http://evil")).isZero();
  }

  private static Given crashed() {
    Given given = new Given();
    given.outcome = Outcome.FAILED;
    given.exitCode = 1;
    given.sentence = "failed: exit code 1";
    return given;
  }

  private static String comment(Story story) {
    return CommentRenderer.render(story, Given.LINKS);
  }

  /** Nothing in a fence that nothing inside can close means anything. */
  private static String withoutFenced(String comment) {
    int start = comment.indexOf("\n```");
    if (start < 0) {
      return comment;
    }
    String fence = comment.substring(start + 1, comment.indexOf("text\n", start));
    int end = comment.indexOf("\n" + fence + "\n", start + 1);
    return comment.substring(0, start) + comment.substring(end + fence.length() + 1);
  }

  private static int count(String text, String part) {
    return (text.length() - text.replace(part, "").length()) / part.length();
  }
}
