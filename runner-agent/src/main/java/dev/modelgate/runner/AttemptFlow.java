package dev.modelgate.runner;

import dev.modelgate.runner.checkout.Checkouts;
import dev.modelgate.runner.checkout.JobPlace;
import dev.modelgate.runner.claim.Assignment;
import dev.modelgate.runner.claim.AttemptFolder;
import dev.modelgate.runner.claim.AttemptOutcome;
import dev.modelgate.runner.claim.AttemptPhase;
import dev.modelgate.runner.claim.Ending;
import dev.modelgate.runner.claim.HeldAttempt;
import dev.modelgate.runner.claim.HeldAttempts;
import dev.modelgate.runner.claim.Stage;
import dev.modelgate.runner.claim.StopReason;
import dev.modelgate.runner.collect.ResultCollector;
import dev.modelgate.runner.execute.JobEnvironment;
import dev.modelgate.runner.execute.JobLimits;
import dev.modelgate.runner.execute.JobWatch;
import dev.modelgate.runner.execute.Places;
import dev.modelgate.runner.execute.Supervisor;
import dev.modelgate.runner.host.Ballast;
import dev.modelgate.runner.host.JobHost;
import dev.modelgate.runner.host.Processes;
import dev.modelgate.runner.report.Reports;
import dev.modelgate.runner.upload.Artifacts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs an attempt on this host and tells truthfully what came of it. Each line may be the last one
 * that this process gets to: {@link #run} takes an attempt up again wherever its folder says it is.
 */
final class AttemptFlow {

  private static final Logger log = LoggerFactory.getLogger(AttemptFlow.class);

  private static final int MOST_FAILURES = 3;
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(3);

  private final HeldAttempts attempts;
  private final Checkouts checkouts;
  private final JobHost host;
  private final Ballast ballast;
  private final Processes processes;
  private final JobLimits limits;
  private final boolean ignoresContainers;
  private final Reports reports;
  private final Artifacts artifacts;
  private final Clock clock;
  private final Runnable changed;
  private final BooleanSupplier closing;
  private final ResultCollector results = new ResultCollector();

  /**
   * Makes the flow for all attempts of an agent.
   *
   * @param ignoresContainers whether a step that names a container runs as a plain process
   * @param changed called after an attempt has reached another phase
   * @param closing whether the agent ends; attempts are left as they are then
   */
  AttemptFlow(
      HeldAttempts attempts,
      Checkouts checkouts,
      JobHost host,
      Ballast ballast,
      Processes processes,
      JobLimits limits,
      boolean ignoresContainers,
      Reports reports,
      Artifacts artifacts,
      Clock clock,
      Runnable changed,
      BooleanSupplier closing) {
    this.attempts = attempts;
    this.checkouts = checkouts;
    this.host = host;
    this.ballast = ballast;
    this.processes = processes;
    this.limits = limits;
    this.ignoresContainers = ignoresContainers;
    this.reports = reports;
    this.artifacts = artifacts;
    this.clock = clock;
    this.changed = changed;
    this.closing = closing;
  }

  /**
   * Brings the attempt to its end, or to where it stands when the agent closes. What fails on this
   * host, such as a write to a full disk, is tried again: as long as a job may be running, nothing
   * else would be true.
   */
  void run(HeldAttempt attempt) {
    int failures = 0;
    Ending broken = Ending.of(AttemptOutcome.INFRASTRUCTURE_LOST, "This host failed.");
    while (!attempt.isEnded() && !closing.getAsBoolean()) {
      try {
        if (!reports.haveEnd(attempt.folder())) {
          boolean hopeless =
              failures > MOST_FAILURES && attempt.folder().stage().step() == Stage.Step.CLAIMED;
          Optional<Ending> ending = hopeless ? Optional.of(broken) : carryOut(attempt);
          if (ending.isEmpty()) {
            return;
          }
          finish(attempt, ending.get());
        }
        clear(attempt);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException | Error e) {
        failures++;
        ballast.drop();
        broken = broken(attempt, e);
        log.error("Expected to carry out {}, but; trying again", attempt.key(), e);
        pause(attempt);
      }
    }
  }

  private Optional<Ending> carryOut(HeldAttempt attempt) throws InterruptedException {
    AttemptFolder folder = attempt.folder();
    Supervisor supervisor = new Supervisor(folder, host.account(folder.slot()), processes);
    JobWatch watch = new JobWatch(attempt, supervisor, limits, closing);
    if (folder.stage().step() == Stage.Step.CLAIMED) {
      Optional<Ending> refused = checkOut(attempt, supervisor);
      if (refused.isPresent() || closing.getAsBoolean()) {
        return refused;
      }
      // From here on nobody may start the job but a supervisor that claims it.
      folder.reach(new Stage(Stage.Step.STARTING, processes.boot()));
    }
    boolean rebooted = !folder.stage().boot().equals(processes.boot());
    if (!rebooted) {
      Optional<Ending> unstarted = watch.start();
      if (unstarted.isPresent() || closing.getAsBoolean()) {
        return unstarted;
      }
    }
    reach(attempt, AttemptPhase.RUNNING);
    supervisor.startedAt().ifPresent(at -> reports.started(folder, at, ignored(folder)));
    changed.run();
    return watch.await(rebooted);
  }

  /** Gets the commit's files; empty where a job can start, and where the agent is closing. */
  private Optional<Ending> checkOut(HeldAttempt attempt, Supervisor supervisor) {
    AttemptFolder folder = attempt.folder();
    Assignment assignment = folder.assignment();
    reports.checkingOut(folder, "getting the files of the commit");
    changed.run();
    String container = assignment.layout().container();
    if (container != null && !ignoresContainers) {
      // Placed by what this runner said of itself before: another one may have it.
      return Optional.of(
          Ending.of(
              AttemptOutcome.INFRASTRUCTURE_LOST,
              "Expected a runner that ignores containers, but this one does not and has no engine"
                  + " for container "
                  + container));
    }
    Optional<String> misplaced = Places.problem(assignment.layout());
    if (misplaced.isPresent()) {
      return misplaced.map(AttemptFlow::misconfigured);
    }
    JobPlace place = checkouts.place(assignment.projectId(), folder.slot());
    Places places = Places.of(assignment.layout(), place);
    Map<String, String> environment = JobEnvironment.of(assignment, place, places, limits.path());
    Optional<String> problem = JobEnvironment.problem(assignment.run(), environment);
    if (problem.isPresent()) {
      return problem.map(AttemptFlow::misconfigured);
    }
    return switch (checkouts.prepare(
        assignment,
        folder.slot(),
        () -> closing.getAsBoolean() || attempt.stopReason().isPresent())) {
      case Checkouts.Prepared.Refused(Ending ending) -> Optional.of(ending);
      case Checkouts.Prepared.Interrupted() ->
          attempt.stopReason().map(reason -> JobWatch.stopped(reason, limits));
      case Checkouts.Prepared.Ready(JobPlace _) -> {
        if (places.start().root().equals(place.checkout()) && !places.start().isFolder()) {
          yield Optional.of(
              misconfigured(
                  "Expected workingDirectory to be a folder of the commit, but it has no folder "
                      + assignment.layout().workingDirectory()));
        }
        supervisor.prepare(place, places, environment);
        yield Optional.empty();
      }
    };
  }

  /** The job is over: what it wrote is read, and all that is to be said is written down. */
  private void finish(HeldAttempt attempt, Ending ending) {
    AttemptFolder folder = attempt.folder();
    Supervisor supervisor = new Supervisor(folder, host.account(folder.slot()), processes);
    if (isFenced(attempt)) {
      reports.logEnded(folder);
      return;
    }
    reach(attempt, AttemptPhase.COLLECTING);
    boolean ran = supervisor.process().isPresent();
    if (ran) {
      reports.collecting(folder);
    }
    JobPlace place = checkouts.place(folder.assignment().projectId(), folder.slot());
    Optional<Instant> startedAt = supervisor.startedAt().filter(at -> ran);
    ResultCollector.Collected collected =
        startedAt
            .filter(at -> tellsOfItsModel(ending.outcome()))
            .map(at -> collected(attempt, place, at))
            .orElseGet(ResultCollector.Collected::nothing);
    reports.finished(
        folder,
        ending,
        startedAt.orElse(null),
        supervisor.endedAt().orElseGet(clock::instant),
        collected.metrics(),
        ran ? notes(folder, place, supervisor, collected.notes()) : List.of());
  }

  /** What a job wrote that ran out of time is what it had learned by then. */
  private static boolean tellsOfItsModel(AttemptOutcome outcome) {
    return switch (outcome) {
      case SUCCEEDED, FAILED, TIMED_OUT -> true;
      case INFRASTRUCTURE_LOST, CONFIGURATION_ERROR, CANCELLED, SUPERSEDED -> false;
    };
  }

  /**
   * Reads what the job wrote. Where that fails again and again, whatever the job did for it, the
   * attempt ends without.
   */
  private ResultCollector.Collected collected(
      HeldAttempt attempt, JobPlace place, Instant startedAt) {
    int failures = 0;
    while (true) {
      try {
        return results.collect(attempt.folder(), place, startedAt);
      } catch (RuntimeException | Error e) {
        if (closing.getAsBoolean()) {
          throw e;
        }
        log.error("Expected to read what the job of {} wrote, but", attempt.key(), e);
        failures++;
        if (failures == MOST_FAILURES) {
          return ResultCollector.unread(
              attempt.folder(), "Expected to read what the job wrote, but this host failed: " + e);
        }
      }
      pause(attempt);
    }
  }

  /** What people should know about how it ran; the artifacts that are to be kept are listed. */
  private List<String> notes(
      AttemptFolder folder, JobPlace place, Supervisor supervisor, List<String> collected) {
    List<String> notes = new ArrayList<>(ignored(folder));
    notes.addAll(collected);
    if (supervisor.logWasCut()) {
      notes.add(
          "the log is not whole: it was cut after %d MiB, or where the disk was full"
              .formatted(limits.logBytes() / (1024 * 1024)));
    }
    Places places = Places.of(folder.assignment().layout(), place);
    notes.addAll(
        artifacts.list(folder, places.artifacts(), place.folder(), host.account(folder.slot())));
    return notes;
  }

  private static List<String> ignored(AttemptFolder folder) {
    String container = folder.assignment().layout().container();
    if (container == null) {
      return List.of();
    }
    List<String> notes = new ArrayList<>();
    notes.add("container %s was ignored: it ran as a plain process".formatted(container));
    notes.addAll(Places.notes(folder.assignment().layout()));
    return notes;
  }

  /**
   * Makes room for the next attempt, and only then lets the end be said. Nobody clears the place of
   * an attempt that its folder calls finished again, so that is said last.
   */
  private void clear(HeldAttempt attempt) {
    AttemptFolder folder = attempt.folder();
    JobPlace place = checkouts.place(folder.assignment().projectId(), folder.slot());
    if (Places.problem(folder.assignment().layout()).isEmpty()) {
      Places places = Places.of(folder.assignment().layout(), place);
      artifacts.keep(folder, places.artifacts(), place.storage());
    }
    checkouts.release(place);
    folder.reach(new Stage(Stage.Step.FINISHED, processes.boot()));
    ballast.load();
    attempts.freeSlot(attempt);
    reach(attempt, AttemptPhase.ENDED);
    log.info("Attempt {} ended", attempt.key());
  }

  private static Ending misconfigured(String message) {
    return Ending.of(AttemptOutcome.CONFIGURATION_ERROR, message);
  }

  private static boolean isFenced(HeldAttempt attempt) {
    return attempt.stopReason().filter(StopReason.FENCED::equals).isPresent();
  }

  private void reach(HeldAttempt attempt, AttemptPhase phase) {
    if (attempt.phase() != phase) {
      attempt.phase(phase);
      changed.run();
    }
  }

  private static void pause(HeldAttempt attempt) {
    try {
      attempt.awaitChange(AFTER_FAILURE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Something failed that is nobody's fault but this host's, such as a full disk. */
  private static Ending broken(HeldAttempt attempt, Throwable e) {
    return Ending.of(
        AttemptOutcome.INFRASTRUCTURE_LOST,
        "Expected this host to carry out attempt %s, but %s"
            .formatted(
                attempt.key().attemptId(),
                e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
  }
}
