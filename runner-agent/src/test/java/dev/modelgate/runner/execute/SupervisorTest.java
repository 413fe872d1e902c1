package dev.modelgate.runner.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.modelgate.runner.Sample;
import dev.modelgate.runner.checkout.JobPlace;
import dev.modelgate.runner.claim.AttemptFolder;
import dev.modelgate.runner.claim.AttemptOutcome;
import dev.modelgate.runner.claim.Ending;
import dev.modelgate.runner.claim.HeldAttempt;
import dev.modelgate.runner.claim.StopReason;
import dev.modelgate.runner.host.JobAccount;
import dev.modelgate.runner.host.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs as real processes under the real script. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SupervisorTest {

  private static final JobLimits LIMITS =
      new JobLimits("/usr/bin:/bin", Duration.ofHours(1), Duration.ofSeconds(1), 1024 * 1024);

  @TempDir private Path folder;
  private JobPlace place = new JobPlace(Path.of("unset"));

  @BeforeEach
  void makePlace() throws IOException {
    Files.createDirectories(folder.resolve("attempts"));
    place = new JobPlace(folder.resolve("place"));
    Files.createDirectories(place.checkout());
    Files.createDirectories(place.home());
  }

  @Test
  void reportsTheExitStatusAndKeepsWhatTheJobWrote() throws Exception {
    HeldAttempt attempt = prepared(Sample.of("echo out; echo err >&2; pwd; exit 3"));

    Ending ending = runToEnd(attempt, LIMITS);

    assertThat(ending).isEqualTo(new Ending(AttemptOutcome.FAILED, 3, null));
    assertThat(log(attempt)).isEqualTo("out\nerr\n" + place.checkout().toRealPath() + "\n");
  }

  @Test
  void givesTheJobNothingOfTheAgentsEnvironment() throws Exception {
    Sample sample = Sample.of("env -0 | tr '\\000' '\\001'").with(Map.of("LR", "1.0"));
    HeldAttempt attempt = prepared(sample);

    runToEnd(attempt, LIMITS);

    assertThat(log(attempt).split("\u0001", -1))
        .contains(
            "LR=1.0",
            "HOME=" + place.home(),
            "PATH=/usr/bin:/bin",
            "MODELGATE_GIT_REF=refs/heads/main",
            "MODELGATE_RUN=42",
            "PS_GRADIENT_CI_GIT_REF=main",
            "MODELGATE_ATTEMPT=" + sample.key().attemptId())
        .noneMatch(line -> line.startsWith("JAVA") || line.startsWith("MAVEN"));
  }

  @Test
  void handsStrangersTextOverToTheLetter() throws Exception {
    String nasty = "a'b\"c $(touch pwned) `touch pwned` \\ $HOME ; rm -rf . \n\tü\u3000\u202E%s";
    HeldAttempt attempt =
        prepared(
            Sample.of("printf '%s\\001%s\\001' \"$NASTY\" \"$MODELGATE_BRANCH\"")
                .on("refs/heads/--upload-pack=touch${IFS}pwned;`id`'\"")
                .with(Map.of("NASTY", nasty)));

    runToEnd(attempt, LIMITS);

    assertThat(log(attempt))
        .isEqualTo(nasty + "\u0001--upload-pack=touch${IFS}pwned;`id`'\"\u0001");
    assertThat(place.checkout().resolve("pwned")).doesNotExist();
  }

  @Test
  void obeysNoVariableOfTheJobItself() throws Exception {
    Path traced = folder.resolve("traced");
    HeldAttempt attempt =
        prepared(
            Sample.of("true")
                .with(
                    Map.of(
                        "LD_PRELOAD", "/nowhere/evil.so",
                        "ENV", "/nowhere/profile",
                        "PATH", "/nowhere",
                        "IFS", "/",
                        "PS4", "$(touch " + traced + ")")));

    assertThat(runToEnd(attempt, LIMITS).outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
    assertThat(traced).doesNotExist();
  }

  @Test
  void startsTheJobOnceHoweverManySupervisorsTry() throws Exception {
    Path counter = folder.resolve("counter");
    HeldAttempt attempt = prepared(Sample.of("echo started >>" + counter + "; sleep 0.3"));
    Supervisor supervisor = supervisor(attempt);

    for (int i = 0; i < 8; i++) {
      supervisor.start(LIMITS);
    }
    runToEnd(attempt, LIMITS);

    assertThat(counter).hasContent("started");
  }

  @Test
  void startsNothingOnceTheAgentClaimedTheJob() throws Exception {
    Path counter = folder.resolve("counter");
    HeldAttempt attempt = prepared(Sample.of("echo started >>" + counter));
    attempt.stop(StopReason.CANCELLED);
    JobWatch watch = new JobWatch(attempt, supervisor(attempt), LIMITS, () -> false);

    assertThat(watch.start().orElseThrow().outcome()).isEqualTo(AttemptOutcome.CANCELLED);
    supervisor(attempt).start(LIMITS);

    await().until(() -> noSupervisorRuns(attempt));
    assertThat(counter).doesNotExist();
  }

  @Test
  void leavesNothingOfTheJobBehind() throws Exception {
    Path pids = folder.resolve("pids");
    HeldAttempt attempt =
        prepared(
            Sample.of(
                "sleep 100 & echo $! >>%1$s; setsid sleep 101 & echo $! >>%1$s; (setsid sh -c 'trap \"\" TERM HUP; echo $$ >>%1$s; sleep 102' &) ; while [ $(wc -l <%1$s) -lt 3 ]; do sleep 0.05; done"
                    .formatted(pids)));

    assertThat(runToEnd(attempt, LIMITS).outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);

    assertThat(Files.readAllLines(pids)).hasSize(3);
    assertThat(processesOf(attempt)).isEmpty();
  }

  @Test
  void cutsALogThatIsTooLongAndSaysSo() throws Exception {
    HeldAttempt attempt =
        prepared(Sample.of("head -c 3000000 /dev/zero | tr '\\0' x; echo the end; exit 4"));

    assertThat(runToEnd(attempt, LIMITS).exitCode()).isEqualTo(4);

    String log = log(attempt);
    assertThat(log).startsWith("x".repeat(1000)).doesNotContain("the end");
    assertThat(log.substring(1024 * 1024))
        .isEqualTo(
            "\n[modelgate] The log ends here: it is longer than 1 MiB, or the disk is full. What"
                + " followed was discarded.\n");
  }

  @Test
  void letsTheJobOpenItsOutputByName() throws Exception {
    HeldAttempt attempt = prepared(Sample.of("echo one >/dev/stdout; echo two >/dev/stderr"));

    assertThat(runToEnd(attempt, LIMITS).outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
    assertThat(log(attempt)).isEqualTo("one\ntwo\n");
  }

  @Test
  void asksAJobToEndBeforeItIsForced() throws Exception {
    HeldAttempt attempt =
        prepared(
            Sample.of(
                "trap 'echo asked; exit 0' TERM; echo ready; for i in $(seq 600); do sleep 0.1; done"));
    JobWatch watch = started(attempt, LIMITS);
    await().until(() -> log(attempt).contains("ready"));

    attempt.stop(StopReason.SUPERSEDED);

    assertThat(watch.await(false).orElseThrow().outcome()).isEqualTo(AttemptOutcome.SUPERSEDED);
    assertThat(log(attempt)).endsWith("asked\n");
  }

  @Test
  void forcesAJobThatDoesNotListen() throws Exception {
    HeldAttempt attempt =
        prepared(
            Sample.of("trap '' TERM INT HUP; echo ready; for i in $(seq 600); do sleep 0.1; done"));
    JobWatch watch = started(attempt, LIMITS);
    await().until(() -> log(attempt).contains("ready"));

    attempt.stop(StopReason.CANCELLED);

    assertThat(watch.await(false).orElseThrow().outcome()).isEqualTo(AttemptOutcome.CANCELLED);
    assertThat(supervisor(attempt).isAlive() && supervisor(attempt).exit().isEmpty()).isFalse();
  }

  @Test
  void endsAJobThatRunsTooLong() throws Exception {
    HeldAttempt attempt = prepared(Sample.of("sleep 100"));
    JobLimits short_ =
        new JobLimits("/usr/bin:/bin", Duration.ofMillis(300), Duration.ofSeconds(1), 1024 * 1024);

    Ending ending = runToEnd(attempt, short_);

    assertThat(ending.outcome()).isEqualTo(AttemptOutcome.TIMED_OUT);
    assertThat(ending.exitCode()).isNull();
    assertThat(attempt.folder().stop()).contains(StopReason.TIMED_OUT);
  }

  @Test
  void saysThatAJobWasLostWhoseSupervisorWasKilled() throws Exception {
    HeldAttempt attempt = prepared(Sample.of("sleep 100"));
    JobWatch watch = started(attempt, LIMITS);
    Supervisor supervisor = supervisor(attempt);
    await().until(() -> supervisor.job().isPresent());

    ProcessHandle.of(supervisor.process().orElseThrow().number())
        .ifPresent(ProcessHandle::destroyForcibly);

    assertThat(watch.await(false).orElseThrow().outcome())
        .isEqualTo(AttemptOutcome.INFRASTRUCTURE_LOST);
    await().until(() -> processesOf(attempt).isEmpty());
  }

  @Test
  void saysThatAJobWasLostWhoseComputerWasStartedAgain() throws Exception {
    HeldAttempt attempt = prepared(Sample.of("true"));
    JobWatch watch = started(attempt, LIMITS);
    assertThat(watch.await(false)).isPresent();

    assertThat(watch.await(true).orElseThrow().message()).contains("started again");
  }

  @Test
  void saysThatAJobDidNotBeginWhoseFolderIsGone() throws Exception {
    HeldAttempt attempt = prepared(Sample.of("true"));
    Files.delete(place.checkout());

    Ending ending = runToEnd(attempt, LIMITS);

    assertThat(ending.outcome()).isEqualTo(AttemptOutcome.INFRASTRUCTURE_LOST);
    assertThat(ending.message()).contains("could not be entered");
  }

  private HeldAttempt prepared(Sample sample) {
    AttemptFolder attempt =
        AttemptFolder.create(folder.resolve("attempts"), sample.assignment(), 1, Optional.empty());
    HeldAttempt held = new HeldAttempt(attempt);
    Places places = Places.of(attempt.assignment().layout(), place);
    supervisor(held)
        .prepare(
            place, places, JobEnvironment.of(attempt.assignment(), place, places, LIMITS.path()));
    return held;
  }

  private static Supervisor supervisor(HeldAttempt attempt) {
    return new Supervisor(attempt.folder(), new JobAccount.SameUser(), Processes.ofThisHost());
  }

  private static JobWatch started(HeldAttempt attempt, JobLimits limits)
      throws InterruptedException {
    JobWatch watch = new JobWatch(attempt, supervisor(attempt), limits, () -> false);
    Optional<Ending> unstarted = watch.start();
    assertThat(unstarted).isEmpty();
    return watch;
  }

  private static Ending runToEnd(HeldAttempt attempt, JobLimits limits)
      throws InterruptedException {
    return started(attempt, limits).await(false).orElseThrow();
  }

  private static String log(HeldAttempt attempt) throws IOException {
    Path log = attempt.folder().path().resolve("log");
    return Files.exists(log) ? Files.readString(log) : "";
  }

  private static boolean noSupervisorRuns(HeldAttempt attempt) {
    String marker = attempt.key().attemptId();
    return ProcessHandle.allProcesses()
        .noneMatch(
            process ->
                process.info().commandLine().filter(line -> line.contains(marker)).isPresent());
  }

  private static List<Long> processesOf(HeldAttempt attempt) {
    return Processes.ofThisHost().withVariable(JobEnvironment.MARKER, attempt.key().attemptId());
  }
}
