package dev.modelgate.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notes in a repository into which others write too. */
final class NotesTest {

  private static final String REF = "refs/notes/modelgate";

  @TempDir Path folder;
  private Origin origin;
  private Mirror mirror;

  @BeforeEach
  void prepare() {
    origin = Origin.in(folder);
    mirror = origin.mirrorIn(folder.resolve("mirror"));
  }

  private String note(Sha commit) {
    return origin.gitBare("notes", "--ref=" + REF, "show", commit.hex());
  }

  @Test
  void writesATextAsItIsAndReplacesItWhole() {
    Sha commit = origin.push("main", "one");
    mirror.writeNote(REF, commit, "# passed\n\n\n  accuracy 0.97  \nü");
    assertThat(note(commit)).isEqualTo("# passed\n\n\n  accuracy 0.97  \nü");
    mirror.writeNote(REF, commit, "failed");
    assertThat(note(commit)).isEqualTo("failed");
  }

  @Test
  void pushesNothingWhereTheNoteIsThereAlready() {
    Sha commit = origin.push("main", "one");
    mirror.writeNote(REF, commit, "passed");
    String before = origin.gitBare("rev-parse", REF);
    mirror.writeNote(REF, commit, "passed");
    assertThat(origin.gitBare("rev-parse", REF)).isEqualTo(before);
  }

  @Test
  void keepsWhatPeopleWroteMeanwhileAndStartsAnewWhereTheRefWasDeleted() {
    Sha first = origin.push("main", "one");
    Sha second = origin.push("main", "two");
    mirror.writeNote(REF, first, "passed");
    origin.gitBare("notes", "--ref=" + REF, "add", "-m", "by hand", second.hex());
    mirror.writeNote(REF, first, "failed");
    assertThat(note(second)).isEqualTo("by hand\n");
    origin.gitBare("update-ref", "-d", REF);
    mirror.writeNote(REF, first, "passed again");
    assertThat(note(first)).isEqualTo("passed again");
    assertThat(origin.gitBare("notes", "--ref=" + REF, "list").lines()).hasSize(1);
  }

  @Test
  void losesNoNoteWhenTwoWriteAtTheSameTime() throws InterruptedException {
    List<Sha> commits = new ArrayList<>();
    for (int push = 0; push < 12; push++) {
      commits.add(origin.push("main", "push " + push));
    }
    Mirror other = origin.mirrorIn(folder.resolve("other"));
    List<Throwable> failures = new ArrayList<>();
    List<Thread> writers = new ArrayList<>();
    for (int writer = 0; writer < 2; writer++) {
      Mirror its = writer == 0 ? mirror : other;
      List<Sha> part = commits.subList(writer * 6, writer * 6 + 6);
      Thread thread = new Thread(() -> part.forEach(sha -> its.writeNote(REF, sha, "for " + sha)));
      thread.setUncaughtExceptionHandler((source, failure) -> failures.add(failure));
      writers.add(thread);
      thread.start();
    }
    for (Thread writer : writers) {
      writer.join();
    }
    assertThat(failures).isEmpty();
    assertThat(commits).allSatisfy(sha -> assertThat(note(sha)).isEqualTo("for " + sha));
  }

  @Test
  void writesUnderNotesOnly() {
    Sha commit = origin.push("main", "one");
    for (String ref : List.of("refs/heads/main", "modelgate", "refs/notes/", "refs/notes/a b")) {
      assertThatIllegalArgumentException().isThrownBy(() -> mirror.writeNote(ref, commit, "x"));
    }
  }

  @Test
  void saysWhyANoteCannotBeWritten() throws IOException {
    Sha commit = origin.push("main", "one");
    mirror.fetchAll();
    origin.gitBare("config", "transfer.hideRefs", "refs/notes");
    MirrorTest.assertKind(GitException.Kind.REFUSED, () -> mirror.writeNote(REF, commit, "passed"));
    Files.move(origin.bare(), folder.resolve("moved.git"));
    MirrorTest.assertKind(
        GitException.Kind.UNREACHABLE, () -> mirror.writeNote(REF, commit, "passed"));
  }

  @Test
  void leavesARepositoryToItsOwnerEvenWhenWeAreRoot() throws IOException {
    Assumptions.assumeTrue(
        Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0),
        "needs root to give files away");
    Sha commit = origin.push("main", "one");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    origin.run(folder, "chown", "-R", "64001:64001", origin.bare().toString());
    mirror.fetchAll();
    mirror.writeNote(REF, commit, "passed");
    try (Stream<Path> files = Files.walk(origin.bare())) {
      assertThat(files)
          .allSatisfy(file -> assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(64001));
    }
  }
}
