package dev.modelgate.ingest.gitevent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.ingest.project.BuildBranches;
import dev.modelgate.ingest.project.Project;
import dev.modelgate.ingest.project.ProjectSettings;
import dev.modelgate.ingest.webhook.HookId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every authentic body comes to an event, to a reason, or to a dead letter; none to an exception.
 */
class DeliveryJudgeTest {

  private static final String A = "a".repeat(40);
  private static final String B = "b".repeat(40);
  private static final String ZERO = "0".repeat(40);
  private static final Instant THEN = Instant.parse("2026-11-21T06:46:47Z");
  private static final Project PROJECT = project(null);

  @Test
  void turnsAMovedBranchIntoAPush() {
    GitEvent event = accepted(body("refs/heads/main", A, B, "2026-11-21T06:46:47.123Z"));
    assertThat(event.kind()).isEqualTo(GitEvent.Kind.PUSH);
    assertThat(event.update())
        .isEqualTo(
            new RefUpdate(
                "delivery-1",
                "/srv/penguins.git",
                "refs/heads/main",
                A,
                B,
                "ada",
                Instant.parse("2026-11-21T06:46:47.123Z")));
    assertThat(event.bodySha256()).hasSize(64);
  }

  @Test
  void knowsCreationDeletionAndTags() {
    assertThat(accepted(body("refs/heads/new", ZERO, B)).update().before()).isNull();
    assertThat(accepted(body("refs/heads/old", A, ZERO)).update().after()).isNull();
    assertThat(accepted(body("refs/tags/v1", ZERO, B)).kind()).isEqualTo(GitEvent.Kind.TAG);
  }

  @Test
  void tellsABranchThatWentBackFromOneToldOfTwice() {
    var first = accepted(body("refs/heads/main", A, B, "2026-11-21T06:46:47Z"));
    var back = accepted(body("refs/heads/main", B, A, "2026-11-21T06:46:48Z"));
    var again = accepted(body("refs/heads/main", A, B, "2026-11-21T06:46:49Z"));
    assertThat(first.identity())
        .isNotEqualTo(back.identity())
        .isNotEqualTo(again.identity())
        .isEqualTo(
            accepted(
                    body("refs/heads/main", A, B, "2026-11-21T06:46:47Z")
                        .replace("delivery-1", "delivery-2"))
                .identity());
  }

  @Test
  void refusesTheBodyOfAnotherRepository() {
    String other = body("refs/heads/main", A, B).replace("penguins", "walruses");
    assertThat(judge(other)).isInstanceOf(Decision.AnotherRepository.class);
    assertThat(judge(other.replace("refs/heads/main", "refs/notes/x")))
        .isInstanceOf(Decision.AnotherRepository.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"refs/notes/modelgate", "refs/modelgate/runs/1", "refs/pull/1/head"})
  void ignoresWhatIsNeitherBranchNorTag(String ref) {
    assertThat(judge(body(ref, A, B)))
        .isInstanceOfSatisfying(
            Decision.Ignored.class,
            ignored -> {
              assertThat(ignored.reason()).isEqualTo(IgnoreReason.NOT_A_BRANCH_OR_TAG);
              assertThat(ignored.sentence()).contains(ref);
            });
  }

  @Test
  void ignoresEverythingOfARemovedProject() {
    Decision decision =
        DeliveryJudge.judge("rubbish".getBytes(StandardCharsets.UTF_8), project(THEN));
    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.Ignored.class,
            ignored -> assertThat(ignored.reason()).isEqualTo(IgnoreReason.PROJECT_REMOVED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--upload-pack=touch${IFS}x;git-upload-pack",
        "$(touch${IFS}pwned)",
        "`id`",
        "quo'te",
        "\\\"double",
        "ünïcödé\u3000",
        "${IFS}",
        "very/deep/branch"
      })
  void takesHostileButLegalBranchNamesAsTheyAre(String branch) {
    String name = "refs/heads/" + branch.replace("\\\"", "\"");
    assertThat(accepted(body("refs/heads/" + branch, A, B)).update().ref()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\u0000",
        "a\\r\\nb",
        "a b",
        "a\\\\b",
        "..",
        "a..b",
        ".hidden",
        "x.lock",
        "a//b",
        "a/",
        "@{",
        "x.",
        "a~1",
        "a\\ud800"
      })
  void refusesNamesThatGitCannotHold(String branch) {
    assertThat(judge(body("refs/heads/" + branch, A, B))).isInstanceOf(Decision.Unreadable.class);
  }

  @Test
  void refusesBodiesThatNoHookSends() {
    String good = body("refs/heads/main", A, B);
    assertThat(judge("")).isInstanceOf(Decision.Unreadable.class);
    assertThat(judge(good.replace("\"ref\"", "\"Ref\""))).isInstanceOf(Decision.Unreadable.class);
    assertThat(judge(good.replace(A, A.substring(1)))).isInstanceOf(Decision.Unreadable.class);
    assertThat(judge(good.replace(A, "A".repeat(40)))).isInstanceOf(Decision.Unreadable.class);
    assertThat(judge(good.replace(A, ZERO).replace(B, ZERO)))
        .isInstanceOf(Decision.Unreadable.class);
    assertThat(judge(good.replace("delivery-1", ""))).isInstanceOf(Decision.Unreadable.class);
    assertThat(judge(good.replace("2026-11-21T06:46:47Z", "yesterday")))
        .isInstanceOf(Decision.Unreadable.class);
    assertThat(judge(good.replace("2026-11-21T06:46:47Z", "+999999-01-01T00:00:00Z")))
        .isInstanceOf(Decision.Unreadable.class);
    assertThat(judge(good.replace("\"refs/heads/main\"", "[\"refs/heads/main\"]")))
        .isInstanceOf(Decision.Unreadable.class);
  }

  @Test
  void putsThePusherOnOneLine() {
    String body = body("refs/heads/main", A, B).replace("ada", "a\\r\\nb\\ud83d\\ude00");
    assertThat(accepted(body).update().pusher()).isEqualTo("a\uFFFD\uFFFDb😀");
  }

  private static GitEvent accepted(String body) {
    return ((Decision.Accepted) judge(body)).event();
  }

  private static Decision judge(String body) {
    return DeliveryJudge.judge(body.getBytes(StandardCharsets.UTF_8), PROJECT);
  }

  private static String body(String ref, String before, String after) {
    return body(ref, before, after, "2026-11-21T06:46:47Z");
  }

  private static String body(String ref, String before, String after, String pushedAt) {
    return """
    {"id":"delivery-1","repository":"/srv/penguins.git","ref":"%s","before":"%s","after":"%s",\
    "pusher":"ada","pushedAt":"%s","later":{"hooks":["may","add"]}}
    """
        .formatted(ref, before, after, pushedAt);
  }

  private static Project project(@Nullable Instant removedAt) {
    return new Project(
        "project-1",
        new ProjectSettings("penguins", "/srv/penguins.git", "default", null, BuildBranches.ALL),
        new HookId("0".repeat(32)),
        1,
        THEN,
        removedAt);
  }
}
