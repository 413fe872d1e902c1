package dev.modelgate.runner.claim;

/** Why a job is ended before it ends by itself. */
public enum StopReason {
  /** A person asked for it. */
  CANCELLED,
  /** A newer commit made it pointless. */
  SUPERSEDED,
  /** It ran longer than it may. */
  TIMED_OUT,
  /** Somebody else was given the experiment, or nobody wants it any more: nothing is reported. */
  FENCED
}
