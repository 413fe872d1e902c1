package dev.modelgate.runner.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.runner.GitRepository;
import dev.modelgate.runner.Sample;
import dev.modelgate.runner.claim.AttemptOutcome;
import dev.modelgate.runner.claim.Ending;
import dev.modelgate.runner.host.JobAccount;
import dev.modelgate.runner.host.JobHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkouts of real repositories, as jobs leave them and as the next job finds them. */
class CheckoutsTest {

  @TempDir private Path folder;

  @Test
  void holdsExactlyTheCommitWhateverAJobLeft() throws IOException {
    GitRepository repository = GitRepository.in(folder.resolve("repo"));
    String first = repository.commit("data/a.txt", "one");
    String second = repository.commit("data/b.txt", "two");
    Sample sample = Sample.of("true").from(repository.address(), second);
    Path checkout = ready(sample, 1).checkout();
    Files.writeString(checkout.resolve("data/a.txt"), "changed");
    Files.writeString(checkout.resolve("leftover"), "x");
    Files.createDirectories(checkout.resolve(".git/hooks"));
    Files.writeString(checkout.resolve(".git/config"), "[core]\nworktree = /victim\n");

    Path again = ready(sample.from(repository.address(), first), 1).checkout();

    assertThat(again).isEqualTo(checkout);
    try (var files = Files.walk(again)) {
      assertThat(files.filter(Files::isRegularFile).map(file -> again.relativize(file).toString()))
          .containsExactly("data/a.txt");
    }
    assertThat(again.resolve("data/a.txt")).hasContent("one");
  }

  @Test
  void givesEverySlotACheckoutOfItsOwn() {
    GitRepository repository = GitRepository.in(folder.resolve("repo"));
    Sample sample = Sample.of("true").from(repository.address(), repository.commit("a", "b"));

    assertThat(ready(sample, 1).folder()).isNotEqualTo(ready(sample, 2).folder());
  }

  @Test
  void keepsTheStorageAndNothingElseOfAnAttempt() throws IOException {
    GitRepository repository = GitRepository.in(folder.resolve("repo"));
    Sample sample = Sample.of("true").from(repository.address(), repository.commit("a", "b"));
    JobPlace place = ready(sample, 1);
    Files.writeString(place.storage().resolve("kept"), "x");
    Files.writeString(place.home().resolve("gone"), "x");
    Path closed = Files.createDirectory(place.temporary().resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));

    checkouts(Duration.ZERO).release(place);

    assertThat(place.attempt()).doesNotExist();
    ready(sample, 1);
    assertThat(place.storage().resolve("kept")).exists();
    assertThat(place.home()).isEmptyDirectory();
  }

  @Test
  void closesThePlaceWhenTheJobIsOver() throws IOException {
    GitRepository repository = GitRepository.in(folder.resolve("repo"));
    Sample sample = Sample.of("true").from(repository.address(), repository.commit("a", "b"));
    JobPlace place = ready(sample, 1);
    assertThat(permissions(place)).isEqualTo("rwx--x--x");

    checkouts(Duration.ZERO).release(place);

    assertThat(permissions(place)).isEqualTo("rwx------");
  }

  @Test
  void asksARepositoryAgainThatIsAway() {
    GitRepository repository = GitRepository.in(folder.resolve("later"));
    Sample sample = Sample.of("true").from(repository.address(), repository.commit("a", "b"));
    Path moved = folder.resolve("moved");
    repository.folder().toFile().renameTo(moved.toFile());
    AtomicInteger asked = new AtomicInteger();

    Checkouts.Prepared prepared =
        checkouts(Duration.ofSeconds(20))
            .prepare(
                sample.assignment(),
                1,
                () -> {
                  if (asked.incrementAndGet() == 4) {
                    moved.toFile().renameTo(repository.folder().toFile());
                  }
                  return false;
                });

    assertThat(prepared).isInstanceOf(Checkouts.Prepared.Ready.class);
  }

  @Test
  void saysThatTheHostIsToBlameWhenARepositoryStaysAway() {
    Sample sample = Sample.of("true").from(folder.resolve("nowhere").toString(), "a".repeat(40));

    assertThat(refused(sample).outcome()).isEqualTo(AttemptOutcome.INFRASTRUCTURE_LOST);
  }

  @Test
  void saysThatTheCommitIsNotThere() {
    GitRepository repository = GitRepository.in(folder.resolve("repo"));
    repository.commit("a", "b");

    assertThat(refused(Sample.of("true").from(repository.address(), "a".repeat(40))).outcome())
        .isEqualTo(AttemptOutcome.CONFIGURATION_ERROR);
  }

  @Test
  void asksNoAddressThatIsNone() {
    for (String address : List.of("ext::touch x", "--upload-pack=x", "http://h/x", "git://h/x")) {
      assertThat(refused(Sample.of("true").from(address, "a".repeat(40))).outcome())
          .isEqualTo(AttemptOutcome.CONFIGURATION_ERROR);
    }
    assertThat(refused(Sample.of("true").from("/srv/x", "--help")).outcome())
        .isEqualTo(AttemptOutcome.CONFIGURATION_ERROR);
  }

  @Test
  void stopsAskingWhenTheAttemptIsStopped() {
    Sample sample = Sample.of("true").from(folder.resolve("nowhere").toString(), "a".repeat(40));
    AtomicInteger asked = new AtomicInteger();

    assertThat(
            checkouts(Duration.ofHours(1))
                .prepare(sample.assignment(), 1, () -> asked.incrementAndGet() > 3))
        .isEqualTo(new Checkouts.Prepared.Interrupted());
  }

  @Test
  void waitsForNoRepositoryThatNeverAnswersWhenTheAttemptIsStopped() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Sample sample =
          Sample.of("true")
              .from("https://127.0.0.1:" + silent.getLocalPort() + "/x.git", "a".repeat(40));
      FutureTask<Checkouts.Prepared> preparing =
          new FutureTask<>(
              () ->
                  checkouts(Duration.ofHours(1))
                      .prepare(sample.assignment(), 1, () -> silent.isClosed()));
      Thread.ofVirtual().start(preparing);
      try (Socket asked = silent.accept()) {
        silent.close();

        assertThat(preparing.get(15, TimeUnit.SECONDS))
            .isEqualTo(new Checkouts.Prepared.Interrupted());
        assertThat(asked.isConnected()).isTrue();
      }
    }
  }

  @Test
  void removesWhatNobodyUsedForLong() {
    GitRepository repository = GitRepository.in(folder.resolve("repo"));
    String commit = repository.commit("a", "b");
    Sample old = Sample.of("true").from(repository.address(), commit);
    Sample held = Sample.of("true").from(repository.address(), commit);
    Sample used = Sample.of("true").from(repository.address(), commit);
    JobPlace oldPlace = ready(old, 1);
    JobPlace heldPlace = ready(held, 1);
    JobPlace usedPlace = ready(used, 2);
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(20));
    checkouts(Duration.ZERO, later).prepare(used.assignment(), 2, () -> false);

    checkouts(Duration.ZERO, Clock.offset(later, Duration.ofDays(11)))
        .removeUnused(Duration.ofDays(30), held.projectId()::equals);

    assertThat(oldPlace.folder()).doesNotExist();
    assertThat(folder.resolve("projects")).isDirectoryNotContaining("glob:**" + old.projectId());
    assertThat(folder.resolve("work")).isDirectoryNotContaining("glob:**/.removed-*");
    assertThat(heldPlace.checkout().resolve("a")).exists();
    assertThat(usedPlace.checkout().resolve("a")).exists();
    assertThat(ready(old, 1).checkout().resolve("a")).exists();
  }

  private JobPlace ready(Sample sample, int slot) {
    return ((Checkouts.Prepared.Ready) prepare(sample, slot)).place();
  }

  private Ending refused(Sample sample) {
    return ((Checkouts.Prepared.Refused) prepare(sample, 1)).ending();
  }

  private Checkouts.Prepared prepare(Sample sample, int slot) {
    return checkouts(Duration.ofMillis(100)).prepare(sample.assignment(), slot, () -> false);
  }

  private Checkouts checkouts(Duration patience) {
    return checkouts(patience, Clock.systemUTC());
  }

  private Checkouts checkouts(Duration patience, Clock clock) {
    JobAccount same = new JobAccount.SameUser();
    return new Checkouts(
        folder.resolve("projects"),
        new JobHost(List.of(same, same), folder.resolve("work")),
        Duration.ofSeconds(30),
        patience,
        clock);
  }

  private static String permissions(JobPlace place) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(place.folder()));
  }
}
