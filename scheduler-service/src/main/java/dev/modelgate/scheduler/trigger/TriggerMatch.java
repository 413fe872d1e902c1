package dev.modelgate.scheduler.trigger;

/** Whether a workflow runs for a ref. */
public sealed interface TriggerMatch {

  /** It runs. */
  record Matched() implements TriggerMatch {}

  /** It does not, and why, in a sentence. */
  record NotMatched(String reason) implements TriggerMatch {}
}
