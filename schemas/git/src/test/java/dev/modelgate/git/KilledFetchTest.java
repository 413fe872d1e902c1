package dev.modelgate.git;

import static dev.modelgate.git.Looks.tip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Fetches that are killed in the middle, with everything they hold and have written so far. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class KilledFetchTest {

  @TempDir Path folder;

  /** What the process that will be killed runs: a fetch, as a service does it. */
  public static void main(String[] arguments) {
    Mirror.at(Path.of(arguments[0]), RemoteUrl.parse(arguments[1]), Duration.ofMinutes(1))
        .fetchAll();
  }

  private Process fetchElsewhere(Origin origin) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            KilledFetchTest.class.getName(),
            folder.resolve("mirror").toString(),
            origin.url().address())
        .inheritIO()
        .start();
  }

  private boolean isReceiving() throws IOException {
    if (!Files.exists(folder.resolve("mirror/busy"))) {
      return false;
    }
    try (Stream<Path> files = Files.walk(folder.resolve("mirror"))) {
      return files.anyMatch(file -> file.getFileName().toString().startsWith("tmp_pack"));
    } catch (java.io.UncheckedIOException e) {
      // It was renamed while we looked.
      return false;
    }
  }

  @Test
  void leavesNothingThatTheNextFetchStumblesOver() throws IOException, InterruptedException {
    Origin origin = Origin.in(folder);
    origin.git("config", "core.compression", "0");
    Random random = new Random(1);
    int killedInTheMiddle = 0;
    for (int round = 0; round < 2; round++) {
      byte[] noise = new byte[6_000_000];
      random.nextBytes(noise);
      Sha commit = origin.write("noise", noise).push("main", "round " + round);
      Process fetching = fetchElsewhere(origin);
      await()
          .pollInterval(Duration.ofMillis(2))
          .atMost(Duration.ofMinutes(1))
          .until(() -> !fetching.isAlive() || isReceiving());
      if (fetching.isAlive()) {
        killedInTheMiddle++;
      }
      fetching.destroyForcibly().waitFor();
      Mirror mirror = origin.mirrorIn(folder.resolve("mirror"));
      mirror.fetchAll();
      assertThat(tip(mirror, "refs/heads/main")).contains(commit);
      origin.run(folder.resolve("mirror/git"), "git", "fsck", "--full");
      assertThat(isReceiving()).isFalse();
    }
    assertThat(killedInTheMiddle).isPositive();
  }

  @Test
  void goesOnAfterARepositoryThatNeverAnswered() throws IOException {
    Origin origin = Origin.in(folder);
    origin.git("config", "core.compression", "0");
    Sha first = origin.push("main", "one");
    origin.mirrorIn(folder.resolve("mirror")).fetchAll();
    Sha second = origin.push("main", "two");
    Path refs = origin.bare().resolve("packed-refs");
    origin.run(folder, "mkfifo", refs.toString());
    Mirror hurried = Mirror.at(folder.resolve("mirror"), origin.url(), Duration.ofSeconds(1));
    MirrorTest.assertKind(GitException.Kind.TIMED_OUT, hurried::fetchAll);
    Files.delete(refs);
    Files.createFile(folder.resolve("mirror/git/refs/heads/main.lock"));
    Mirror patient = origin.mirrorIn(folder.resolve("mirror"));
    assertThat(tip(patient, "refs/heads/main")).contains(first);
    patient.fetchAll();
    assertThat(tip(patient, "refs/heads/main")).contains(second);
  }
}
