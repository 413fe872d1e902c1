package dev.modelgate.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
    assertThat(mirror.tip("refs/heads/main")).contains(first);
    assertThat(mirror.tip("refs/heads/old")).isPresent();

    Sha second = origin.write("a", "b").push("main", "two");
    origin.git("tag", "-a", "-m", "annotated", "v1", second.hex());
    origin.git("tag", "-a", "-m", "a tag of a tag", "v1-again", "v1");
    origin.git("push", "-q", origin.bare().toString(), "v1", "v1-again", ":refs/heads/old");
    mirror.fetchAll();
    assertThat(mirror.tip("refs/heads/main")).contains(second);
    assertThat(mirror.tip("refs/tags/v1")).contains(second);
    assertThat(mirror.tip("refs/tags/v1-again")).contains(second);
    assertThat(mirror.tip("refs/heads/old")).isEmpty();
  }

  @Test
  void keepsACommitWhoseBranchIsGone() {
    Sha first = origin.push("topic", "one");
    mirror.fetchAll();
    origin.gitBare("update-ref", "-d", "refs/heads/topic");
    mirror.fetchAll();
    assertThat(mirror.has(first)).isTrue();
    assertThat(mirror.commit(first).subject()).isEqualTo("one");
  }

  @Test
  void fetchesACommitThatNoBranchHasAnyMore() {
    Sha lost = origin.push("topic", "lost");
    origin.gitBare("update-ref", "-d", "refs/heads/topic");
    mirror.fetchAll();
    assertThat(mirror.has(lost)).isFalse();
    mirror.fetch(lost);
    assertThat(mirror.has(lost)).isTrue();
  }

  @Test
  void saysThatACommitIsMissingEverywhere() {
    origin.push("main", "one");
    assertThat(mirror.has(NOWHERE)).isFalse();
    assertKind(GitException.Kind.MISSING, () -> mirror.fetch(NOWHERE));
    assertKind(GitException.Kind.MISSING, () -> mirror.commit(NOWHERE));
    assertKind(
        GitException.Kind.MISSING, () -> mirror.checkOut(NOWHERE, folder.resolve("work-tree")));
  }

  @Test
  void refusesToTakeATreeForACommit() {
    Sha commit = origin.write("a", "b").push("main", "one");
    mirror.fetchAll();
    Sha tree = mirror.commit(commit).tree();
    assertThat(mirror.has(tree)).isFalse();
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
    assertThat(mirror.tip("refs/heads/main")).isEmpty();
    Sha first = origin.push("main", "one");
    mirror.fetchAll();
    assertThat(mirror.tip("refs/heads/main")).contains(first);
  }

  @Test
  void saysThatARepositoryIsUnreachableAndKeepsWhatItHas() throws IOException {
    Sha first = origin.write("a", "b").push("main", "one");
    mirror.fetchAll();
    Files.move(origin.bare(), folder.resolve("moved.git"));
    assertKind(GitException.Kind.UNREACHABLE, mirror::fetchAll);
    assertKind(GitException.Kind.UNREACHABLE, mirror::defaultBranch);
    assertThat(mirror.read(first, "a", 10)).isInstanceOf(TreeFile.Content.class);
    assertThat(mirror.has(first)).isTrue();
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
    assertThat(mirror.has(NOWHERE)).isFalse();
    assertThat(mirror.tip("refs/heads/main")).isEmpty();
    assertKind(GitException.Kind.MISSING, () -> mirror.read(NOWHERE, "a", 10));
  }

  @Test
  void neverCompletesTheNameOfARef() {
    origin.push("refs/heads/main", "a branch with the name of another's ref");
    mirror.fetchAll();
    assertThat(mirror.tip("refs/heads/main")).isEmpty();
    assertThat(mirror.tip("refs/heads/refs/heads/main")).isPresent();
    assertThat(mirror.tip("main")).isEmpty();
    assertThat(mirror.tip("refs/heads/*")).isEmpty();
  }

  @Test
  void takesABranchThatLooksLikeACommitForABranch() {
    Sha first = origin.push("main", "one");
    Sha second = origin.push(first.hex(), "a branch named like the first commit");
    mirror.fetchAll();
    assertThat(mirror.tip("refs/heads/" + first.hex())).contains(second);
    assertThat(mirror.commit(first).subject()).isEqualTo("one");
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
    assertThat(mirror.isAncestor(base, main)).isTrue();
    assertThat(mirror.isAncestor(main, topic)).isFalse();
    assertThat(mirror.mergeBase(main, topic)).contains(base);
    assertThat(mirror.mergeBase(main, alone)).isEqualTo(Optional.empty());
    assertKind(GitException.Kind.MISSING, () -> mirror.isAncestor(NOWHERE, main));
  }

  @Test
  void listsNewCommitsOldestFirst() {
    Sha first = origin.push("main", "one");
    Sha second = origin.push("main", "two");
    Sha third = origin.push("main", "three");
    mirror.fetchAll();
    Sha zero = new Sha("0".repeat(40));
    assertThat(mirror.commits(first, third, 10))
        .extracting(Commit::sha)
        .containsExactly(second, third);
    assertThat(mirror.commits(zero, third, 10)).hasSize(3);
    assertThat(mirror.commits(zero, third, 1)).extracting(Commit::sha).containsExactly(third);
    assertThat(mirror.commits(third, first, 10)).isEmpty();
    assertThat(mirror.commit(third).parents()).isEqualTo(List.of(second));
    assertKind(GitException.Kind.MISSING, () -> mirror.commits(NOWHERE, third, 10));
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
    Sha tip = other.tip("refs/heads/main").orElseThrow();
    assertThat(tip.hex()).hasSize(64);
    assertThat(other.commit(tip).subject()).isEqualTo("one");
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
    assertThat(mirror.commits(new Sha("0".repeat(40)), origin.head(), 100)).hasSize(25);
  }

  static void assertKind(GitException.Kind kind, Runnable work) {
    assertThatExceptionOfType(GitException.class)
        .isThrownBy(work::run)
        .satisfies(e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
  }
}
