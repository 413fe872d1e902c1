package dev.modelgate.runner.claim;

import java.util.Set;

/** What the scheduler says to this runner. */
public sealed interface Command {

  /** Epoch of the leader that says it. */
  long epoch();

  /** Run this attempt. */
  record Assign(Assignment assignment) implements Command {
    @Override
    public long epoch() {
      return assignment.epoch();
    }
  }

  /** End this attempt. */
  record Cancel(long epoch, AttemptKey key, StopReason reason) implements Command {}

  /**
   * The answer to a heartbeat: these attempts may go on, others that were in it may not.
   *
   * @param session of the runner that sent the heartbeat
   * @param sequence of the heartbeat
   */
  record Renew(long epoch, String session, long sequence, Set<AttemptKey> attempts)
      implements Command {

    public Renew {
      attempts = Set.copyOf(attempts);
    }
  }

  /** Something that this version of the agent has no use for, or that makes no sense. */
  record Ignored(String why) implements Command {
    @Override
    public long epoch() {
      return Long.MIN_VALUE;
    }
  }
}
