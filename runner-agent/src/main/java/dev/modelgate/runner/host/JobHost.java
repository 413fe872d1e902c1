package dev.modelgate.runner.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the computer gives to jobs: a user for each slot, and a folder that those users can reach.
 *
 * @param accounts who runs the jobs of slot 1, 2, …
 * @param work the folder with the checkouts; the agent's own state lies elsewhere
 */
public record JobHost(List<JobAccount> accounts, Path work) {

  /** Where checkouts go when jobs cannot reach the agent's own folder, as below /root. */
  public static final Path ELSEWHERE = Path.of("/var/lib/modelgate-jobs");

  private static final int KILLED = 128 + 9;
  private static final Logger log = LoggerFactory.getLogger(JobHost.class);

  public JobHost {
    accounts = List.copyOf(accounts);
  }

  /** Who runs the jobs of a slot, counted from 1. */
  public JobAccount account(int slot) {
    return accounts.get(slot - 1);
  }

  /**
   * Looks what this computer allows, and tries it. What was found once stays as it is as long as
   * attempts are at work there.
   *
   * @param folder the agent's own; below it the checkouts lie where jobs can reach them there
   * @param state the agent's own state, which no job may read
   * @throws IllegalStateException with the repair, if jobs could reach nothing or too much
   */
  public static JobHost prepare(
      Path folder, Path state, int slots, boolean atWork, Path users, Path elsewhere) {
    requireProgram("setsid");
    Path work = folder.resolve("work");
    if (!isRoot()) {
      log.warn(
          "Jobs run as the user of this agent and can reach all that it can reach. Run only what you"
              + " trust, or start the agent as root: every slot then has a user of its own.");
      List<JobAccount> same = new ArrayList<>();
      Stream.generate(JobAccount.SameUser::new).limit(slots).forEach(same::add);
      return new JobHost(same, Ownership.folder(work, "rwx------"));
    }
    requireProgram("setpriv");
    List<JobAccount> accounts = new SlotUsers(users).reserve(folder, slots);
    Path memory = state.resolve("work-folder");
    Optional<Path> known =
        DurableFiles.read(memory).map(bytes -> Path.of(new String(bytes, StandardCharsets.UTF_8)));
    if (atWork && known.isPresent()) {
      return new JobHost(accounts, known.get());
    }
    Path reachable =
        Stream.of(work, elsewhere.resolve(shortHash(folder)))
            .filter(candidate -> accounts.stream().allMatch(account -> reaches(account, candidate)))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(repair(accounts.getFirst(), work)));
    if (!reachable.equals(work)) {
      log.info("Jobs cannot reach {}, so checkouts are kept in {}", work, reachable);
    }
    DurableFiles.write(memory, reachable.toString().getBytes(StandardCharsets.UTF_8));
    accounts.forEach(account -> requireUnreadable(account, state));
    return new JobHost(accounts, reachable);
  }

  private static boolean isRoot() {
    try {
      return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to learn who runs this agent, but it failed", e);
    }
  }

  private static void requireProgram(String name) {
    if (!Programs.has(name)) {
      throw new IllegalStateException(
          "Expected the program "
              + name
              + " on this computer, but it is not installed; install the package util-linux");
    }
  }

  /** Whether a job could work below the folder; tried, for permissions are not all there is. */
  private static boolean reaches(JobAccount account, Path work) {
    Path probe = null;
    try {
      Ownership.folder(work, "rwx--x--x");
      probe = Files.createTempDirectory(work, ".reach-");
      Ownership.give(probe, account);
      Programs.Answer answer = tried(account, probe);
      // The end of a job takes all of its user with it, a probe that happens to run then, too.
      for (int again = 0; answer.status() == KILLED && again < 5; again++) {
        answer = tried(account, probe);
      }
      return answer.isYes();
    } catch (IOException | UncheckedIOException e) {
      return false;
    } finally {
      if (probe != null) {
        DurableFiles.delete(probe);
      }
    }
  }

  private static Programs.Answer tried(JobAccount account, Path probe) {
    return as(account, "cd \"$1\" && : >file && rm file", probe);
  }

  private static void requireUnreadable(JobAccount account, Path state) {
    if (as(account, "ls \"$1\" || cd \"$1\"", state).isYes()) {
      throw new IllegalStateException(
          "Expected jobs not to see " + state + ", but they do; run chmod 700 " + state);
    }
  }

  private static Programs.Answer as(JobAccount account, String script, Path argument) {
    List<String> command = new ArrayList<>(account.switchTo());
    command.addAll(List.of("/bin/sh", "-c", script, "sh", argument.toString()));
    return Programs.call(command);
  }

  private static String repair(JobAccount account, Path work) {
    String who = "user " + account.label() + ", who runs jobs,";
    return closedAbove(work)
        .map(
            folder ->
                "Expected %s to reach %s, but %s lets nobody through; choose another folder with --data, or run chmod o+x %s"
                    .formatted(who, work, folder, folder))
        .orElse(
            "Expected %s to work in %s, but that failed; choose another folder with --data"
                .formatted(who, work));
  }

  private static Optional<Path> closedAbove(Path folder) {
    Path above = folder.toAbsolutePath().getParent();
    Optional<Path> closed = Optional.empty();
    while (above != null) {
      try {
        if (!Files.getPosixFilePermissions(above).contains(PosixFilePermission.OTHERS_EXECUTE)) {
          closed = Optional.of(above);
        }
      } catch (IOException e) {
        return Optional.of(above);
      }
      above = above.getParent();
    }
    return closed;
  }

  private static String shortHash(Path folder) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(folder.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected every Java to have SHA-256", e);
    }
  }
}
