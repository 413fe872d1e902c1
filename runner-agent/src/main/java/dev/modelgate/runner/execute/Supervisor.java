package dev.modelgate.runner.execute;

import dev.modelgate.runner.checkout.JobPlace;
import dev.modelgate.runner.claim.AttemptFolder;
import dev.modelgate.runner.host.DurableFiles;
import dev.modelgate.runner.host.JobAccount;
import dev.modelgate.runner.host.ProcessId;
import dev.modelgate.runner.host.Processes;
import dev.modelgate.runner.host.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The shell script that runs the job of one attempt, seen from the agent: by its files, never as a
 * child, for the agent may be another one by now.
 *
 * <p>Starting it twice is harmless: the second one finds that the first has claimed the job.
 */
public final class Supervisor {

  private static final String SCRIPT = "supervise.sh";

  private final AttemptFolder attempt;
  private final JobAccount account;
  private final Processes processes;

  public Supervisor(AttemptFolder attempt, JobAccount account, Processes processes) {
    this.attempt = attempt;
    this.account = account;
    this.processes = processes;
  }

  /** Writes down what is to be run; nothing runs yet. */
  public void prepare(JobPlace place, Places places, Map<String, String> environment) {
    String job =
        JobScript.render(
            place.checkout(),
            places,
            account,
            Programs.has("prlimit"),
            environment,
            attempt.assignment().run());
    DurableFiles.write(file("job.sh"), job.getBytes(StandardCharsets.UTF_8));
    DurableFiles.write(file(SCRIPT), script());
    DurableFiles.write(
        file("oom-kills"),
        Long.toString(processes.outOfMemoryKills()).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Starts a supervisor, in a session of its own so that it outlives the agent and its terminal.
   */
  public void start(JobLimits limits) {
    ProcessBuilder builder =
        Programs.prepare(
            List.of(
                "setsid",
                "/bin/sh",
                "./" + SCRIPT,
                attempt.key().attemptId(),
                Long.toString(limits.logBlocks()),
                account.label()));
    builder.directory(attempt.path().toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(file("supervisor.log").toFile()));
    try {
      builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Expected to start the job of " + attempt.key() + ", but " + e.getMessage(), e);
    }
  }

  /** The one supervisor that claimed the job; empty where none has. */
  public Optional<ProcessId> process() {
    return text("supervisor").flatMap(ProcessId::parse);
  }

  /** Whether the supervisor that claimed the job runs. */
  public boolean isAlive() {
    return process().filter(processes::isAlive).isPresent();
  }

  /** The job's first process, which is also its group; empty where there is none yet. */
  Optional<ProcessId> job() {
    return process()
        .flatMap(
            supervisor ->
                text("job")
                    .flatMap(line -> ProcessId.parse(line.strip() + " " + supervisor.boot())));
  }

  /** The job's exit status; empty while it runs and where it was lost. */
  public OptionalInt exit() {
    Optional<Integer> status =
        text("exit")
            .map(String::strip)
            .filter(line -> line.matches("[0-9]{1,3}"))
            .map(Integer::valueOf);
    return status.map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  /** When the job was started, by the clock of the wall; empty where it was not. */
  public Optional<Instant> startedAt() {
    return timeOf("supervisor");
  }

  /** When it ended; empty where it has not. */
  public Optional<Instant> endedAt() {
    return timeOf("exit");
  }

  /** Whether the job could not even begin. */
  boolean wasRefused() {
    return Files.exists(file("refused"));
  }

  /**
   * Claims the job in the supervisors' place, so that none of them runs it any more.
   *
   * @return false where one has claimed it already
   */
  public boolean preempt() {
    try {
      Files.writeString(file("supervisor"), "nobody\n", StandardOpenOption.CREATE_NEW);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Expected to write " + file("supervisor") + ", but " + e.getMessage(), e);
    }
  }

  /** Whether some supervisor, or the agent in its place, has claimed the job. */
  public boolean isClaimed() {
    return Files.exists(file("supervisor"));
  }

  /** The last words of a supervisor that could not do its work. */
  public String complaint() {
    String all = text("supervisor.log").orElse("").strip();
    return all.length() > 300 ? all.substring(all.length() - 300) : all;
  }

  /** Whether the kernel ended some process for want of memory since the job was prepared. */
  boolean memoryRanShort() {
    return text("oom-kills")
        .map(before -> processes.outOfMemoryKills() > Long.parseLong(before.strip()))
        .orElse(false);
  }

  /** Whether the end of what the job wrote was discarded. */
  public boolean logWasCut() {
    return Files.exists(file("log-cut"));
  }

  AttemptFolder attempt() {
    return attempt;
  }

  JobAccount account() {
    return account;
  }

  Processes processes() {
    return processes;
  }

  private Optional<Instant> timeOf(String name) {
    try {
      return Files.exists(file(name))
          ? Optional.of(Files.getLastModifiedTime(file(name)).toInstant())
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to look at " + file(name) + ", but it failed", e);
    }
  }

  private Optional<String> text(String name) {
    return DurableFiles.read(file(name)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  private Path file(String name) {
    return attempt.path().resolve(name);
  }

  private static byte[] script() {
    try (InputStream in = Supervisor.class.getResourceAsStream(SCRIPT)) {
      if (in == null) {
        throw new IllegalStateException(
            "Expected " + SCRIPT + " in the agent's jar, but it is not");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
