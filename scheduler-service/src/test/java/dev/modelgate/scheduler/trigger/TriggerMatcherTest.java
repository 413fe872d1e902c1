package dev.modelgate.scheduler.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.modelgate.scheduler.workflow.RefFilter;
import dev.modelgate.scheduler.workflow.RefPattern;
import dev.modelgate.scheduler.workflow.Triggers;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a workflow runs for a ref. */
class TriggerMatcherTest {

  private static final TriggerMatch MATCHED = new TriggerMatch.Matched();

  @Test
  void leavesItToTheProjectsSettingWhereThereAreNoTriggers() {
    assertThat(match(Triggers.UNSTATED, "refs/heads/anything")).isEqualTo(MATCHED);
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
  void skipsWhatOneOfThePatternsIgnores() {
    Triggers triggers =
        new Triggers(new RefFilter.Ignore(patterns("wip", "ignore-me-.*")), new RefFilter.None());

    assertThat(match(triggers, "refs/heads/main")).isEqualTo(MATCHED);
    assertThat(match(triggers, "refs/heads/not-ignore-me-1")).isEqualTo(MATCHED);
    assertThat(match(triggers, "refs/heads/ignore-me-1"))
        .isEqualTo(
            new TriggerMatch.NotMatched("it ignores branches like ignore-me-1 (ignore-me-.*)"));
  }

  @Test
  void runsForATagOnlyWhereTheTriggersNameTags() {
    assertThat(tag(Triggers.UNSTATED, "v1.0"))
        .isEqualTo(new TriggerMatch.NotMatched("a tag was pushed, and its triggers name no tags"));
    Triggers triggers = new Triggers(new RefFilter.None(), new RefFilter.Only(patterns("v.*")));
    assertThat(tag(triggers, "v1.0")).isEqualTo(MATCHED);
    assertThat(tag(triggers, "release")).isInstanceOf(TriggerMatch.NotMatched.class);
    assertThat(match(triggers, "refs/heads/v1.0"))
        .isEqualTo(
            new TriggerMatch.NotMatched("a branch was pushed, and its triggers name no branches"));
    assertThat(tag(new Triggers(new RefFilter.None(), new RefFilter.All()), "any"))
        .isEqualTo(MATCHED);
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

  private static TriggerMatch tag(Triggers triggers, String name) {
    return TriggerMatcher.match(triggers, new PushedRef("refs/tags/" + name, RefKind.TAG, false));
  }

  private static TriggerMatch match(Triggers triggers, String ref) {
    return TriggerMatcher.match(triggers, new PushedRef(ref, RefKind.BRANCH, false));
  }

  private static Triggers branches(String... patterns) {
    return new Triggers(new RefFilter.Only(patterns(patterns)), new RefFilter.None());
  }

  private static List<RefPattern> patterns(String... patterns) {
    return Arrays.stream(patterns).map(Pattern::compile).map(RefPattern::new).toList();
  }
}
