package dev.modelgate.runner.claim;

/** What an attempt is doing, for heartbeats and people. */
public enum AttemptPhase {
  CHECKING_OUT,
  RUNNING,
  COLLECTING,
  ENDED
}
