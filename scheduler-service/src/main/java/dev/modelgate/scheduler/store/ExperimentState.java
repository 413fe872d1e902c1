package dev.modelgate.scheduler.store;

/** Where an experiment stands, as its row says. */
public enum ExperimentState {
  WAITING,
  ASSIGNED,
  RUNNING,
  OVER
}
