package dev.modelgate.runner;

import dev.modelgate.runner.claim.AgentFiles;
import dev.modelgate.runner.claim.Assignment;
import dev.modelgate.runner.claim.AttemptFolder;
import dev.modelgate.runner.claim.AttemptKey;
import dev.modelgate.runner.claim.Command;
import dev.modelgate.runner.claim.Fence;
import dev.modelgate.runner.claim.HeldAttempt;
import dev.modelgate.runner.claim.HeldAttempts;
import dev.modelgate.runner.claim.LeaseKeeper;
import dev.modelgate.runner.claim.StopReason;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what the scheduler says: an attempt is taken, ended, or may go on. What is older than
 * something known already changes nothing. Whatever a command changes is durable when it returns.
 */
final class CommandFlow {

  private static final Logger log = LoggerFactory.getLogger(CommandFlow.class);

  private final Path folder;
  private final AgentFiles files;
  private final HeldAttempts attempts;
  private final LeaseKeeper leases;
  private final Consumer<HeldAttempt> run;
  private final Runnable changed;
  private Fence fence;
  private Fence saved;

  /**
   * Starts with what earlier sessions have heard.
   *
   * @param folder of the attempts
   * @param run has an attempt run, in the background
   * @param changed called after the attempts that are held have changed
   */
  CommandFlow(
      Path folder,
      AgentFiles files,
      HeldAttempts attempts,
      LeaseKeeper leases,
      Consumer<HeldAttempt> run,
      Runnable changed) {
    this.folder = folder;
    this.files = files;
    this.attempts = attempts;
    this.leases = leases;
    this.run = run;
    this.changed = changed;
    // An attempt may have been taken just before the agent died, the fence not yet raised by it.
    this.saved = files.fence();
    Fence known = saved;
    for (HeldAttempt held : attempts.all()) {
      Assignment assignment = held.folder().assignment();
      known = known.heard(assignment.epoch()).taken(assignment.experimentId(), held.key());
    }
    this.fence = known;
  }

  void on(Command command) {
    if (command instanceof Command.Ignored(String why)) {
      log.warn("Left out a record: {}", why);
      return;
    }
    if (!fence.admits(command.epoch())) {
      log.info("Dropped a command of the replaced leader with epoch {}", command.epoch());
      return;
    }
    switch (command) {
      case Command.Assign(Assignment assignment) -> assign(assignment);
      case Command.Cancel(long _, AttemptKey key, StopReason reason) -> cancel(key, reason);
      case Command.Renew renew -> renew(renew);
      case Command.Ignored _ -> {}
    }
    save(fence.heard(command.epoch()));
  }

  private void assign(Assignment assignment) {
    AttemptKey key = assignment.key();
    if (attempts.find(key).isPresent() || !fence.isNew(assignment.experimentId(), key.token())) {
      log.debug("Dropped {}: it is not newer than what was here", key);
      return;
    }
    attempts.unfinished(assignment.experimentId()).forEach(older -> older.stop(StopReason.FENCED));
    OptionalInt slot = attempts.freeSlot();
    if (slot.isEmpty()) {
      log.info("Dropped {}: all slots are taken; it is sent again as long as it is missing", key);
      return;
    }
    Optional<StopReason> stop =
        fence.isCancelled(key) ? Optional.of(StopReason.CANCELLED) : Optional.empty();
    HeldAttempt taken =
        new HeldAttempt(AttemptFolder.create(folder, assignment, slot.getAsInt(), stop));
    attempts.add(taken);
    leases.assigned(key);
    // Whatever fails from here on, as on a full disk: what takes a slot is being run.
    run.accept(taken);
    changed.run();
    log.info(
        "Took attempt {} of {}#{}/{}",
        key,
        assignment.projectName(),
        assignment.runNumber(),
        assignment.step());
    save(fence.taken(assignment.experimentId(), key));
  }

  private void cancel(AttemptKey key, StopReason reason) {
    attempts
        .find(key)
        .ifPresentOrElse(
            attempt -> {
              if (!attempt.isEnded() || reason == StopReason.FENCED) {
                attempt.stop(reason);
              }
            },
            () -> save(fence.cancelledEarly(key)));
    changed.run();
  }

  private void renew(Command.Renew renewal) {
    leases
        .answered(renewal)
        .ifPresent(
            lost ->
                lost.stream()
                    .flatMap(key -> attempts.find(key).stream())
                    .filter(attempt -> !attempt.isReported())
                    .forEach(
                        attempt -> {
                          log.warn("Drops {}: the scheduler holds it for lost", attempt.key());
                          leases.forget(attempt.key());
                          attempt.stop(StopReason.FENCED);
                        }));
  }

  /** What could not be saved, as on a full disk, holds all the same, and is saved the next time. */
  private void save(Fence next) {
    fence = next;
    if (!next.equals(saved)) {
      files.save(next);
      saved = next;
    }
  }
}
