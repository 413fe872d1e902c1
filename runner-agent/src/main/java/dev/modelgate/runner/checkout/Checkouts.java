package dev.modelgate.runner.checkout;

import dev.modelgate.git.GitException;
import dev.modelgate.git.Mirror;
import dev.modelgate.git.RemoteUrl;
import dev.modelgate.git.Sha;
import dev.modelgate.runner.claim.Assignment;
import dev.modelgate.runner.claim.AttemptOutcome;
import dev.modelgate.runner.claim.Ending;
import dev.modelgate.runner.host.JobAccount;
import dev.modelgate.runner.host.JobHost;
import dev.modelgate.runner.host.Ownership;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mirror of every project and its checkouts, one for each slot. */
public final class Checkouts {

  private static final Logger log = LoggerFactory.getLogger(Checkouts.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** Less than this and less than a fifth of the disk is too little for the next job. */
  private static final long LITTLE_ROOM = 1L << 30;

  /** What came of preparing a checkout. */
  public sealed interface Prepared {

    /** A job can start there. */
    record Ready(JobPlace place) implements Prepared {}

    /** No job can start. */
    record Refused(Ending ending) implements Prepared {}

    /** The attempt was stopped, or the agent is ending; nothing is known about the commit. */
    record Interrupted() implements Prepared {}
  }

  private final Path mirrors;
  private final JobHost host;
  private final Duration oneCall;
  private final Duration patience;
  private final Clock clock;
  private final ProjectFolders projects;

  /**
   * Keeps mirrors in a folder of the agent's own and checkouts where jobs reach them.
   *
   * @param oneCall what one call of git may take
   * @param patience how long a repository that does not answer is asked again
   */
  public Checkouts(Path mirrors, JobHost host, Duration oneCall, Duration patience, Clock clock) {
    this.mirrors = mirrors;
    this.host = host;
    this.oneCall = oneCall;
    this.patience = patience;
    this.clock = clock;
    this.projects = new ProjectFolders(mirrors, host.work());
  }

  /**
   * Removes what is kept of projects that no job used for so long.
   *
   * @param isHeld whether some attempt of a project still has something there
   */
  public void removeUnused(Duration unused, Predicate<String> isHeld) {
    projects.remove(clock.instant().minus(unused), isHeld);
  }

  /** The folders of a project in a slot. */
  public JobPlace place(String projectId, int slot) {
    return new JobPlace(host.work().resolve(projectId).resolve("slot-" + slot));
  }

  /**
   * Makes the slot's checkout hold exactly the commit.
   *
   * @param stop whether to give up
   */
  public Prepared prepare(Assignment assignment, int slot, BooleanSupplier stop) {
    JobPlace place = place(assignment.projectId(), slot);
    projects.use(assignment.projectId(), clock.instant());
    try {
      RemoteUrl url = RemoteUrl.parse(assignment.repository());
      Sha commit = new Sha(assignment.sha());
      Mirror mirror =
          Mirror.at(mirrors.resolve(assignment.projectId()).resolve("mirror"), url, oneCall);
      return prepare(mirror, commit, place, host.account(slot), stop);
    } catch (IllegalArgumentException e) {
      return new Prepared.Refused(
          Ending.of(AttemptOutcome.CONFIGURATION_ERROR, String.valueOf(e.getMessage())));
    }
  }

  private Prepared prepare(
      Mirror mirror, Sha commit, JobPlace place, JobAccount account, BooleanSupplier stop) {
    long began = System.nanoTime();
    Duration pause = FIRST_PAUSE;
    while (!stop.getAsBoolean()) {
      try {
        close(place);
        Path checkout = Ownership.folder(place.checkout(), "rwx------");
        untilStopped(
            () -> {
              mirror.fetch(commit);
              mirror.checkOut(commit, checkout);
            },
            stop);
        open(place, account);
        return stop.getAsBoolean() ? new Prepared.Interrupted() : new Prepared.Ready(place);
      } catch (GitException e) {
        boolean outOfTime = System.nanoTime() - began > patience.toNanos();
        if (!mayPass(e) || outOfTime || stop.getAsBoolean()) {
          return stop.getAsBoolean()
              ? new Prepared.Interrupted()
              : new Prepared.Refused(ending(e, outOfTime));
        }
        log.warn("Expected to check out {}, but {}; trying again", commit, e.getMessage());
      }
      if (!waited(pause, stop)) {
        return new Prepared.Interrupted();
      }
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
    }
    return new Prepared.Interrupted();
  }

  /**
   * The job is over: what only it needed goes, and nobody but the agent gets in. Where the disk is
   * full, the checkout goes, too: what the job left there would be in the way of all others.
   */
  public void release(JobPlace place) {
    close(place);
    Ownership.remove(place.attempt());
    if (isDiskFull(place.folder())) {
      log.warn("Removes {}: the disk is full", place.checkout());
      Ownership.remove(place.checkout());
    }
  }

  private static boolean isDiskFull(Path folder) {
    try {
      FileStore disk = Files.getFileStore(folder);
      return disk.getUsableSpace() < Math.min(LITTLE_ROOM, disk.getTotalSpace() / 5);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean mayPass(GitException e) {
    return switch (e.kind()) {
      case UNREACHABLE, TIMED_OUT, CORRUPT, FAILED -> true;
      case REFUSED, MISSING, TOO_LARGE -> false;
    };
  }

  private static Ending ending(GitException e, boolean outOfTime) {
    String message = String.valueOf(e.getMessage());
    return switch (e.kind()) {
      case MISSING, TOO_LARGE -> Ending.of(AttemptOutcome.CONFIGURATION_ERROR, message);
      case REFUSED, UNREACHABLE, TIMED_OUT, CORRUPT, FAILED ->
          Ending.of(
              AttemptOutcome.INFRASTRUCTURE_LOST,
              outOfTime ? message + " (asked again until the time for it was over)" : message);
    };
  }

  /** Takes the place from the jobs, so that none of another project in this slot gets in. */
  private static void close(JobPlace place) {
    Ownership.folder(place.folder().resolveSibling(""), "rwx--x--x");
    Ownership.folder(place.folder(), "rwx------");
  }

  private static void open(JobPlace place, JobAccount account) {
    Ownership.remove(place.attempt());
    for (Path folder :
        new Path[] {
          place.attempt(), place.home(), place.temporary(), place.artifacts(), place.storage()
        }) {
      Ownership.folder(folder, "rwx------");
    }
    Ownership.give(place.checkout(), account);
    Ownership.give(place.attempt(), account);
    Ownership.give(place.storage(), account);
    // Git makes it readable by all; the users of other slots can come as far as this.
    Ownership.folder(place.checkout(), "rwx------");
    Ownership.folder(place.folder(), "rwx--x--x");
  }

  /**
   * Has git work in a thread of its own and waits for its end, so that an attempt that is stopped
   * does not wait for a repository that never answers.
   */
  private static void untilStopped(Runnable work, BooleanSupplier stop) {
    FutureTask<Boolean> task = new FutureTask<>(work, true);
    Thread thread = Thread.ofVirtual().name(Thread.currentThread().getName() + "-git").start(task);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          task.get(POLL.toMillis(), TimeUnit.MILLISECONDS);
          return;
        } catch (TimeoutException e) {
          if (stop.getAsBoolean()) {
            thread.interrupt();
          }
        } catch (InterruptedException e) {
          // The agent closes; whoever works in the checkout ends before the agent's folder is free.
          thread.interrupt();
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean waited(Duration pause, BooleanSupplier stop) {
    long until = System.nanoTime() + pause.toNanos();
    while (System.nanoTime() - until < 0) {
      try {
        Thread.sleep(POLL);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
      if (stop.getAsBoolean()) {
        return false;
      }
    }
    return true;
  }
}
