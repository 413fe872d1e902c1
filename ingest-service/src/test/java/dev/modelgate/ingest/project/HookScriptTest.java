package dev.modelgate.ingest.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.ingest.gitevent.RefUpdate;
import dev.modelgate.ingest.gitevent.RefUpdateReader;
import dev.modelgate.ingest.gitevent.RefUpdateReading;
import dev.modelgate.ingest.webhook.HookSecret;
import dev.modelgate.ingest.webhook.Signature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hook tells of every push, also of those that nobody could be told of, and fails none. */
class HookScriptTest {

  private static final String NAME = "pen'guins \"$(touch pwned)\" \\ ü.git";

  @TempDir Path temp;
  private Receiver receiver;
  private HookedRepository repository;

  @BeforeEach
  void start() {
    receiver = Receiver.start(0);
    repository = HookedRepository.create(temp, NAME, receiver.url());
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void tellsOfAPushedBranchWithASignatureThatVerifies() {
    String sha = repository.git("rev-parse", "HEAD").strip();
    assertThat(repository.push("main")).isEmpty();

    RefUpdate update = updates().getFirst();
    assertThat(update.repository()).isEqualTo(repository.folder().toString());
    assertThat(update.ref()).isEqualTo("refs/heads/main");
    assertThat(update.before()).isNull();
    assertThat(update.after()).isEqualTo(sha);
    assertThat(update.pusher()).isEqualTo("adarm-rfpwd@home");
    assertThat(update.pushedAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());
    assertThat(receiver.received()).hasSize(1);
    assertThat(receiver.received().getFirst().contentType()).isEqualTo("application/json");
    assertThat(repository.spooled()).isEmpty();
  }

  @Test
  void tellsOfEveryBranchAndTagOfOnePushAndOfNothingElse() {
    repository.push("main");
    repository.git("branch", "side");
    repository.git("tag", "v1");
    repository.git("tag", "-a", "v2", "-m", "two");
    repository.git("update-ref", "refs/notes/modelgate", "HEAD");
    repository.git("update-ref", "refs/modelgate/runs/1", "HEAD");
    repository.push("side", "v1", "v2", "refs/notes/modelgate", "refs/modelgate/runs/1");
    repository.push("--delete", "side", "v1");

    assertThat(updates())
        .extracting(RefUpdate::ref)
        .containsExactly(
            "refs/heads/main",
            "refs/heads/side",
            "refs/tags/v1",
            "refs/tags/v2",
            "refs/heads/side",
            "refs/tags/v1");
    assertThat(updates().subList(4, 6)).extracting(RefUpdate::after).containsOnlyNulls();
    assertThat(updates()).extracting(RefUpdate::deliveryId).doesNotHaveDuplicates();
  }

  @Test
  void carriesHostileBranchNamesAsTheyAre() {
    List<String> branches =
        List.of(
            "--upload-pack=touch${IFS}pwned",
            "$(touch${IFS}pwned)",
            "`touch${IFS}pwned`",
            "single'quote",
            "double\"\"quote\"",
            "percent%s%n",
            "ünïcödé-\u3000-\u202E-😀",
            ";touch${IFS}pwned;&|<>#!",
            "a".repeat(200));
    for (String branch : branches) {
      repository.push("HEAD:refs/heads/" + branch);
    }
    assertThat(updates())
        .extracting(update -> update.ref().substring("refs/heads/".length()))
        .containsExactlyElementsOf(branches);
    assertThat(temp).isDirectoryNotContaining("glob:**pwned");
    assertThat(repository.folder()).isDirectoryNotContaining("glob:**pwned");
  }

  @Test
  void keepsWhatItCouldNotSendAndSendsItFirst() {
    int port = receiver.port();
    receiver.close();
    String first = repository.commit("one");
    assertThat(repository.push("main"))
        .contains("but nothing answers; it is kept and sent with the next push");
    String second = repository.commit("two");
    repository.git("branch", "side");
    repository.push("main", "side");
    assertThat(repository.spooled()).hasSize(2);

    receiver = Receiver.start(port);
    String third = repository.commit("three");
    assertThat(repository.push("main")).isEmpty();

    assertThat(updates())
        .extracting(RefUpdate::after)
        .containsExactly(first, second, second, third);
    assertThat(repository.spooled()).isEmpty();
  }

  @Test
  void sendsWhatItKeptWhenItIsRunByHand() {
    receiver.answers(body -> 503);
    Path hook = repository.hooks().resolve("post-receive");
    assertThat(repository.push("main"))
        .contains("but it answered 503;", "or by: " + hook + " </dev/null");
    assertThat(repository.spooled()).hasSize(1);
    receiver.answers(body -> 202);
    repository.give("", hook.toString());
    assertThat(repository.spooled()).isEmpty();
  }

  @Test
  void sendsTheRestOfAHalfSentPushNextTime() {
    repository.git("branch", "a");
    repository.git("branch", "b");
    repository.git("branch", "c");
    receiver.answers(body -> body.contains("refs/heads/b") ? 503 : 202);
    repository.push("a", "b", "c");
    receiver.answers(body -> 202);
    repository.push("main");

    assertThat(updates())
        .extracting(RefUpdate::ref)
        .containsExactly(
            "refs/heads/a", "refs/heads/b", "refs/heads/b", "refs/heads/c", "refs/heads/main");
    assertThat(repository.spooled()).isEmpty();
  }

  @Test
  void waitsFiveSecondsAtMostAndLetsThePushPass() {
    receiver.answers(body -> -1);
    long start = System.nanoTime();
    repository.push("main");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
    assertThat(repository.spooled()).hasSize(1);
  }

  @Test
  void dropsWhatIsRefusedForGoodAndKeepsWhatMayPassLater() {
    receiver.answers(body -> 403);
    assertThat(repository.push("main")).contains("403");
    assertThat(repository.spooled()).isEmpty();
    receiver.answers(body -> 401);
    repository.push("HEAD:refs/heads/side");
    assertThat(repository.spooled()).hasSize(1);
  }

  @Test
  void lettingGoOfTheOldestBoundsTheSpool() throws IOException {
    receiver.answers(body -> 503);
    repository.push("main");
    Path spool = repository.hooks().resolve("modelgate-spool");
    String tenMebibytes = ("{" + "x".repeat(1022) + "}\n").repeat(10 * 1024);
    Files.writeString(spool.resolve("2026-01-01.push"), tenMebibytes);
    Files.writeString(spool.resolve("2026-01-02.push"), tenMebibytes);
    assertThat(repository.push("HEAD:refs/heads/side")).contains("oldest are dropped");
    assertThat(repository.spooled())
        .extracting(file -> file.getFileName().toString())
        .hasSize(3)
        .doesNotContain("2026-01-01.push");
  }

  @Test
  void boundsASpoolOfMoreFilesThanOneCommandTakes() throws IOException {
    receiver.answers(body -> 503);
    repository.push("main");
    Path spool = repository.hooks().resolve("modelgate-spool");
    byte[] message = ("{" + "x".repeat(2237) + "}\n").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 7_500; i++) {
      Files.write(spool.resolve("2026-01-01.%0200d.push".formatted(i)), message);
    }
    assertThat(repository.push("HEAD:refs/heads/side")).containsOnlyOnce("oldest are dropped");
    assertThat(repository.spooled()).hasSizeBetween(7_400, 7_499);
  }

  @Test
  void takesAPushOfThousandsOfRefsWithinTheTime() {
    receiver.answers(body -> 503);
    String sha = repository.git("rev-parse", "HEAD").strip();
    StringBuilder updates = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      updates.append("create refs/heads/many/%d %s%n".formatted(i, sha));
    }
    repository.give(updates.toString(), "git", "update-ref", "--stdin");
    long start = System.nanoTime();
    repository.push("refs/heads/many/*:refs/heads/many/*");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    assertThat(repository.spooled().getFirst()).content().hasLineCount(2_000);
  }

  @Test
  void keepsAPushWithoutASecretUntilThereIsOne() throws IOException {
    Path secret = repository.hooks().resolve(HookScript.SECRET_FILE);
    Files.delete(secret);
    assertThat(repository.push("main")).contains("modelgate-secret").doesNotContain("cannot open");
    assertThat(repository.spooled()).hasSize(1);
    repository.install(HookScript.render(receiver.url(), repository.folder().toString()));
    repository.push("HEAD:refs/heads/side");
    assertThat(updates()).hasSize(2);
  }

  @Test
  void passesByTheLockOfAKilledHook() throws IOException {
    Path lock = Files.createDirectories(repository.hooks().resolve("modelgate-spool/lock"));
    Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minusSeconds(180)));
    repository.push("main");
    assertThat(updates()).hasSize(1);
    assertThat(repository.spooled()).isEmpty();
  }

  @Test
  void losesNothingWhenPushesMeet() {
    List<String> branches = IntStream.range(0, 8).mapToObj(i -> "b" + i).toList();
    branches.parallelStream().forEach(branch -> repository.push("HEAD:refs/heads/" + branch));
    repository.push("main");
    assertThat(updates())
        .extracting(update -> update.ref().substring("refs/heads/".length()))
        .contains("main")
        .containsAll(branches);
    assertThat(repository.spooled()).isEmpty();
  }

  @Test
  void keepsItsFilesFromOthers() throws IOException {
    receiver.answers(body -> 503);
    repository.push("main");
    Path spooled = repository.spooled().getFirst();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(spooled)))
        .isEqualTo("rw-------");
  }

  @Test
  void givesItsSecretToNoProgramAsArgumentOrEnvironment() throws IOException {
    Path programs = Files.createDirectory(temp.resolve("programs"));
    Path log = temp.resolve("programs.log");
    for (String name : List.of("awk", "curl", "date", "find", "openssl", "tr", "tail", "wc")) {
      Path program =
          Files.writeString(
              programs.resolve(name),
              """
              #!/bin/sh
              { printf '%%s ' %s "$@"; env; } >>'%s'
              exec /usr/bin/%s "$@"
              """
                  .formatted(name, log, name));
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    repository.preferProgramsIn(programs);
    repository.push("main");
    assertThat(updates()).hasSize(1);
    assertThat(log).content().contains("openssl dgst -sha256 ", "curl -q ", "tr ");
    assertThat(log).content().doesNotContain(HookedRepository.SECRET.substring(0, 16));
  }

  /** What arrived, each with a signature that was checked. */
  private List<RefUpdate> updates() {
    HookSecret secret = new HookSecret(HookedRepository.SECRET);
    return receiver.received().stream()
        .map(
            received -> {
              byte[] body = received.body().getBytes(StandardCharsets.UTF_8);
              assertThat(received.signature()).isEqualTo(Signature.of(body, secret).header());
              return switch (RefUpdateReader.read(body)) {
                case RefUpdateReading.Ok(RefUpdate update) -> update;
                case RefUpdateReading.Unreadable(String problem) ->
                    throw new AssertionError(problem);
              };
            })
        .toList();
  }
}
