package dev.modelgate.scheduler.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.modelgate.scheduler.workflow.PushTrigger;
import dev.modelgate.scheduler.workflow.RefPattern;
import dev.modelgate.scheduler.workflow.Triggers;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a workflow runs for a ref. */
class TriggerMatcherTest {

  private static final TriggerMatch MATCHED = new TriggerMatch.Matched();

  @Test
  void leavesItToTheProjectsSettingWhereThereAreNoTriggers() {
    assertThat(match(null, "refs/heads/anything")).isEqualTo(MATCHED);
  }

  @Test
  void runsForEveryBranchWherePushNamesNone() {
    assertThat(match(branches(), "refs/heads/anything")).isEqualTo(MATCHED);
  }

  @Test
  void runsWhereOneOfSeveralPatternsMatchesTheShortName() {
    Triggers triggers = branches("main", "release/.*");

    assertThat(match(triggers, "refs/heads/main")).isEqualTo(MATCHED);
    assertThat(match(triggers, "refs/heads/release/1.0")).isEqualTo(MATCHED);
    assertThat(match(triggers, "refs/heads/maintenance"))
        .isEqualTo(
            new TriggerMatch.NotMatched(
                "it runs for pushes to main, release/.*, not to maintenance"));
  }

  @Test
  void neverRunsForATag() {
    assertThat(
            TriggerMatcher.match(branches(), new PushedRef("refs/tags/main", RefKind.TAG, false)))
        .isInstanceOf(TriggerMatch.NotMatched.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "refs/heads/--upload-pack=touch x;git-upload-pack",
        "refs/heads/${IFS}",
        "refs/heads/a\u3000b",
        "refs/heads/\u202Egnp.exe",
        "refs/heads/0123456789012345678901234567890123456789",
        "refs/heads/refs/pull/1/head",
        "no-prefix"
      })
  void takesNamesAsTheyAre(String ref) {
    assertThat(match(branches(".*"), ref)).isEqualTo(MATCHED);
    assertThat(match(branches("main"), ref))
        .isInstanceOfSatisfying(
            TriggerMatch.NotMatched.class, no -> assertThat(no.reason()).doesNotContain("\u202E"));
  }

  @Test
  void doesNotSpendTimeOnEndlessNames() {
    assertThat(match(branches(".*"), "refs/heads/" + "a/".repeat(100_000)))
        .isInstanceOf(TriggerMatch.NotMatched.class);
  }

  private static TriggerMatch match(@Nullable Triggers triggers, String ref) {
    return TriggerMatcher.match(triggers, new PushedRef(ref, RefKind.BRANCH, false));
  }

  private static Triggers branches(String... patterns) {
    List<RefPattern> compiled =
        Arrays.stream(patterns).map(Pattern::compile).map(RefPattern::new).toList();
    return new Triggers(new PushTrigger(compiled));
  }
}
