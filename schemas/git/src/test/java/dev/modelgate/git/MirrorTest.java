package dev.modelgate.git;

import static dev.modelgate.git.Looks.commit;
import static dev.modelgate.git.Looks.commits;
import static dev.modelgate.git.Looks.file;
import static dev.modelgate.git.Looks.has;
import static dev.modelgate.git.Looks.isAncestor;
import static dev.modelgate.git.Looks.mergeBase;
import static dev.modelgate.git.Looks.tip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a mirror fetches from a repository. */
final class MirrorTest {

  private static final Sha NOWHERE = new Sha("0123456789012345678901234567890123456789");

  @TempDir Path folder;
  private Origin origin;
  private Mirror mirror;

  @BeforeEach
  void prepare() {
    origin = Origin.in(folder);
    mirror = origin.mirrorIn(folder.resolve("mirror"));
  }

  @Test
  void followsBranchesAndTagsAsTheyComeMoveAndGo() {
    Sha first = origin.push("main", "one");
    origin.push("old", "on a branch");
    mirror.fetchAll();
    assertThat(tip(mirror, "refs/heads/main")).contains(first);
    assertThat(tip(mirror, "refs/heads/old")).isPresent();

    Sha second = origin.write("a", "b").push("main", "two");
    origin.git("tag", "-a", "-m", "annotated", "v1", second.hex());
    origin.git("tag", "-a", "-m", "a tag of a tag", "v1-again", "v1");
    origin.git("push", "-q", origin.bare().toString(), "v1", "v1-again", ":refs/heads/old");
    mirror.fetchAll();
    assertThat(tip(mirror, "refs/heads/main")).contains(second);
    assertThat(tip(mirror, "refs/tags/v1")).contains(second);
    assertThat(tip(mirror, "refs/tags/v1-again")).contains(second);
    assertThat(tip(mirror, "refs/heads/old")).isEmpty();
  }

  @Test
  void keepsACommitWhoseBranchIsGone() {
    Sha first = origin.push("topic", "one");
    mirror.fetchAll();
    origin.gitBare("update-ref", "-d", "refs/heads/topic");
    mirror.fetchAll();
    assertThat(has(mirror, first)).isTrue();
    assertThat(commit(mirror, first).subject()).isEqualTo("one");
  }

  @Test
  void fetchesACommitThatNoBranchHasAnyMore() {
    Sha lost = origin.push("topic", "lost");
    origin.gitBare("update-ref", "-d", "refs/heads/topic");
    mirror.fetchAll();
    assertThat(has(mirror, lost)).isFalse();
    mirror.fetch(lost);
    assertThat(has(mirror, lost)).isTrue();
  }

  @Test
  void saysThatACommitIsMissingEverywhere() {
    origin.push("main", "one");
    assertKind(GitException.Kind.MISSING, () -> mirror.fetch(NOWHERE));
    assertThat(has(mirror, NOWHERE)).isFalse();
    assertKind(GitException.Kind.MISSING, () -> commit(mirror, NOWHERE));
    assertKind(
        GitException.Kind.MISSING, () -> mirror.checkOut(NOWHERE, folder.resolve("work-tree")));
  }

  @Test
  void refusesToTakeATreeForACommit() {
    Sha commit = origin.write("a", "b").push("main", "one");
    mirror.fetchAll();
    Sha tree = commit(mirror, commit).tree();
    assertThat(has(mirror, tree)).isFalse();
    assertKind(GitException.Kind.MISSING, () -> mirror.fetch(tree));
  }

  @Test
  void asksForTheDefaultBranchAlsoBeforeItsFirstCommit() {
    assertThat(mirror.defaultBranch()).contains("refs/heads/main");
    origin.gitBare("symbolic-ref", "HEAD", "refs/heads/trunk");
    assertThat(mirror.defaultBranch()).contains("refs/heads/trunk");
  }

  @Test
  void mirrorsARepositoryThatIsStillEmpty() {
    mirror.fetchAll();
    assertThat(tip(mirror, "refs/heads/main")).isEmpty();
    Sha first = origin.push("main", "one");
    mirror.fetchAll();
    assertThat(tip(mirror, "refs/heads/main")).contains(first);
  }

  @Test
  void saysThatARepositoryIsUnreachableAndKeepsWhatItHas() throws IOException {
    Sha first = origin.write("a", "b").push("main", "one");
    mirror.fetchAll();
    Files.move(origin.bare(), folder.resolve("moved.git"));
    assertKind(GitException.Kind.UNREACHABLE, mirror::fetchAll);
    assertKind(GitException.Kind.UNREACHABLE, mirror::defaultBranch);
    assertThat(file(mirror, first, "a", 10)).isInstanceOf(TreeFile.Content.class);
    assertThat(has(mirror, first)).isTrue();
  }

  @Test
  void saysThatAFolderWithoutARepositoryIsUnreachable() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Mirror other =
        Mirror.at(
            folder.resolve("other"), RemoteUrl.parse(empty.toString()), Duration.ofMinutes(1));
    assertKind(GitException.Kind.UNREACHABLE, other::fetchAll);
  }

  @Test
  void readsNothingBeforeTheFirstFetch() {
    assertKind(GitException.Kind.MISSING, () -> has(mirror, NOWHERE));
    assertKind(GitException.Kind.MISSING, () -> file(mirror, NOWHERE, "a", 10));
  }

  @Test
  void letsThroughWhatAReadingThrows() {
    mirror.fetchAll();
    assertThatThrownBy(() -> mirror.read(_ -> fails(new IllegalStateException("ours"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("ours");
    assertThatThrownBy(() -> mirror.read(_ -> fails(new StackOverflowError("ours"))))
        .isInstanceOf(StackOverflowError.class);
  }

  private static <E extends Throwable> String fails(E failure) throws E {
    throw failure;
  }

  @Test
  void neverCompletesTheNameOfARef() {
    origin.push("refs/heads/main", "a branch with the name of another's ref");
    mirror.fetchAll();
    assertThat(tip(mirror, "refs/heads/main")).isEmpty();
    assertThat(tip(mirror, "refs/heads/refs/heads/main")).isPresent();
    assertThat(tip(mirror, "main")).isEmpty();
    assertThat(tip(mirror, "refs/heads/*")).isEmpty();
  }

  @Test
  void takesABranchThatLooksLikeACommitForABranch() {
    Sha first = origin.push("main", "one");
    Sha second = origin.push(first.hex(), "a branch named like the first commit");
    mirror.fetchAll();
    assertThat(tip(mirror, "refs/heads/" + first.hex())).contains(second);
    assertThat(commit(mirror, first).subject()).isEqualTo("one");
  }

  @Test
  void knowsWhatHistoryIsCommon() {
    Sha base = origin.push("main", "base");
    Sha main = origin.push("main", "on main");
    origin.git("checkout", "-q", base.hex());
    Sha topic = origin.push("topic", "on topic");
    origin.git("checkout", "-q", "--orphan", "alone");
    Sha alone = origin.push("alone", "alone");
    mirror.fetchAll();
    assertThat(isAncestor(mirror, base, main)).isTrue();
    assertThat(isAncestor(mirror, main, topic)).isFalse();
    assertThat(mergeBase(mirror, main, topic)).contains(base);
    assertThat(mergeBase(mirror, main, alone)).isEqualTo(Optional.empty());
    assertKind(GitException.Kind.MISSING, () -> isAncestor(mirror, NOWHERE, main));
  }

  @Test
  void listsNewCommitsOldestFirst() {
    Sha first = origin.push("main", "one");
    Sha second = origin.push("main", "two");
    Sha third = origin.push("main", "three");
    mirror.fetchAll();
    Sha zero = new Sha("0".repeat(40));
    assertThat(commits(mirror, first, third, 10))
        .extracting(Commit::sha)
        .containsExactly(second, third);
    assertThat(commits(mirror, zero, third, 10)).hasSize(3);
    assertThat(commits(mirror, zero, third, 1)).extracting(Commit::sha).containsExactly(third);
    assertThat(commits(mirror, third, first, 10)).isEmpty();
    assertThat(commit(mirror, third).parents()).isEqualTo(List.of(second));
    assertKind(GitException.Kind.MISSING, () -> commits(mirror, NOWHERE, third, 10));
  }

  @Test
  void mirrorsARepositoryThatUsesSha256() {
    origin.run(folder, "git", "init", "-q", "--bare", "--object-format=sha256", "long.git");
    origin.run(folder, "git", "init", "-q", "--object-format=sha256", "long");
    Path clone = folder.resolve("long");
    origin.run(clone, "git", "commit", "-q", "--allow-empty", "-m", "one");
    origin.run(clone, "git", "push", "-q", "../long.git", "HEAD:refs/heads/main");
    Mirror other =
        Mirror.at(
            folder.resolve("other"),
            RemoteUrl.parse(folder.resolve("long.git").toString()),
            Duration.ofMinutes(1));
    other.fetchAll();
    Sha tip = tip(other, "refs/heads/main").orElseThrow();
    assertThat(tip.hex()).hasSize(64);
    assertThat(commit(other, tip).subject()).isEqualTo("one");
    other.checkOut(tip, folder.resolve("work-tree"));
  }

  @Test
  void packsWhatManyFetchesLeftBehind() throws IOException {
    for (int push = 0; push < 25; push++) {
      origin.write("a", "" + push).push("main", "push " + push);
      mirror.fetchAll();
    }
    try (var files = Files.list(folder.resolve("mirror/git/objects/pack"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".pack"))).hasSizeLessThan(10);
    }
    assertThat(commits(mirror, new Sha("0".repeat(40)), origin.head(), 100)).hasSize(25);
  }

  static void assertKind(GitException.Kind kind, Runnable work) {
    assertThatExceptionOfType(GitException.class)
        .isThrownBy(work::run)
        .satisfies(e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
  }
}
