package dev.modelgate.git;

import static dev.modelgate.git.Looks.file;
import static dev.modelgate.git.Looks.tip;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a mirror that was damaged on disk or left in the middle of something. */
final class DamageTest {

  @TempDir Path folder;
  private Origin origin;
  private Mirror mirror;
  private Path git;
  private Sha commit;

  @BeforeEach
  void prepare() {
    origin = Origin.in(folder);
    mirror = origin.mirrorIn(folder.resolve("mirror"));
    git = folder.resolve("mirror/git");
    byte[] noise = new byte[300_000];
    new Random(1).nextBytes(noise);
    commit = origin.write("noise", noise).write("a", "text").push("main", "one");
    mirror.fetchAll();
  }

  private Path pack() throws IOException {
    try (Stream<Path> files = Files.list(git.resolve("objects/pack"))) {
      return files
          .filter(file -> file.toString().endsWith(".pack"))
          .max(Comparator.comparing(file -> file.toFile().length()))
          .orElseThrow();
    }
  }

  private void assertHealed() throws IOException {
    mirror.fetch(commit);
    mirror.fetchAll();
    Path tree = folder.resolve("tree");
    mirror.checkOut(commit, tree);
    assertThat(tree.resolve("noise")).hasSameBinaryContentAs(origin.work().resolve("noise"));
    assertThat(folder.resolve("mirror/suspect")).doesNotExist();
    assertThat(folder.resolve("mirror/git.old")).doesNotExist();
    assertThat(folder.resolve("mirror/git.new")).doesNotExist();
  }

  @Test
  void noticesAFlippedBitWhenReadingAndBuildsTheMirrorAnew() throws IOException {
    assertThat(pack().toFile().setWritable(true)).isTrue();
    try (RandomAccessFile file = new RandomAccessFile(pack().toFile(), "rw")) {
      file.seek(file.length() / 2);
      int old = file.read();
      file.seek(file.length() / 2);
      file.write(old ^ 1);
    }
    MirrorTest.assertKind(
        GitException.Kind.CORRUPT, () -> file(mirror, commit, "noise", 1_000_000));
    MirrorTest.assertKind(
        GitException.Kind.CORRUPT, () -> mirror.checkOut(commit, folder.resolve("tree")));
    assertHealed();
  }

  @Test
  void buildsAnewAlsoWhenAskedForACommitThatSeemsToBeThere() throws IOException {
    Files.writeString(folder.resolve("mirror/suspect"), "");
    mirror.fetch(commit);
    assertHealed();
    Files.delete(pack());
    mirror.fetch(commit);
    assertHealed();
    Files.delete(git.resolve("HEAD"));
    mirror.fetch(commit);
    assertHealed();
  }

  @Test
  void noticesAWholeObjectUnderAnothersName() throws IOException {
    String trusted = origin.git("rev-parse", "HEAD:noise").strip();
    String planted =
        origin.feed(origin.work(), "evil", "git", "hash-object", "-w", "--stdin").strip();
    Files.delete(pack());
    for (String object : origin.git("rev-list", "--objects", "--all").lines().toList()) {
      String name = object.substring(0, 40);
      Path loose = Path.of("objects", name.substring(0, 2), name.substring(2));
      String content = name.equals(trusted) ? planted : name;
      Files.createDirectories(git.resolve(loose).getParent());
      Files.copy(
          origin
              .work()
              .resolve(".git/objects")
              .resolve(Path.of(content.substring(0, 2), content.substring(2))),
          git.resolve(loose));
    }
    MirrorTest.assertKind(
        GitException.Kind.CORRUPT, () -> file(mirror, commit, "noise", 1_000_000));
    Files.delete(folder.resolve("mirror/suspect"));
    MirrorTest.assertKind(
        GitException.Kind.CORRUPT, () -> mirror.checkOut(commit, folder.resolve("tree")));
    assertHealed();
  }

  @Test
  void buildsAnewWhenAPackOrTheHeadIsGone() throws IOException {
    Files.delete(pack());
    assertHealed();
    Files.delete(git.resolve("HEAD"));
    assertHealed();
    Files.writeString(git.resolve("HEAD"), "");
    assertHealed();
  }

  @Test
  void keepsADamagedMirrorWhileTheRepositoryIsAway() throws IOException {
    Files.writeString(folder.resolve("mirror/suspect"), "");
    Files.move(origin.bare(), folder.resolve("moved.git"));
    MirrorTest.assertKind(GitException.Kind.UNREACHABLE, mirror::fetchAll);
    assertThat(file(mirror, commit, "a", 10)).isInstanceOf(TreeFile.Content.class);
    Files.move(folder.resolve("moved.git"), origin.bare());
    assertHealed();
  }

  @Test
  void clearsTheLocksOfWhoeverDiedInTheMiddle() throws IOException {
    Files.createFile(folder.resolve("mirror/busy"));
    Files.createFile(git.resolve("packed-refs.lock"));
    Files.createFile(git.resolve("refs/heads/main.lock"));
    Files.createFile(git.resolve("objects/pack/tmp_pack_x"));
    Sha next = origin.push("main", "next");
    mirror.fetchAll();
    assertThat(tip(mirror, "refs/heads/main")).contains(next);
    assertThat(git.resolve("objects/pack/tmp_pack_x")).doesNotExist();
    assertThat(folder.resolve("mirror/busy")).doesNotExist();
  }

  @Test
  void buildsAnewWhatACrashLeftBroken() throws IOException {
    Files.createFile(folder.resolve("mirror/busy"));
    Files.writeString(git.resolve("refs/heads/main"), "");
    assertHealed();
    assertThat(tip(mirror, "refs/heads/main")).contains(commit);
  }

  @Test
  void endsWhatOutlivedUsBeforeItWritesAgain() throws IOException, InterruptedException {
    Path mirrored = folder.resolve("mirror").toRealPath();
    Files.createFile(mirrored.resolve("busy"));
    ProcessBuilder builder = new ProcessBuilder("sleep", "1000");
    builder.environment().put("MODELGATE_TURN_IN", mirrored.toString());
    Process orphan = builder.start();
    builder.environment().put("MODELGATE_TURN_IN", mirrored + "-of-another");
    Process other = builder.start();
    try {
      mirror.fetchAll();
      assertThat(orphan.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(other.isAlive()).isTrue();
    } finally {
      orphan.destroyForcibly();
      other.destroyForcibly();
    }
  }
}
