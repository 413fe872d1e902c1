package dev.modelgate.scheduler.placement;

/** Why an experiment waits; each with the code that dashboards count by. */
public enum WaitReason {
  /** No runner is there at all. */
  NO_RUNNER("no-runner"),
  /** No runner has ever offered the machine, or none that is there does. */
  NO_SUCH_MACHINE("no-such-machine"),
  /** It names a container, and no runner that offers the machine runs containers. */
  CONTAINER("container"),
  /** The runners that offer the machine are silent. */
  HOST_UNKNOWN("host-unknown"),
  /** Every slot on the machine is taken. */
  SLOTS_TAKEN("slots-taken");

  private final String code;

  WaitReason(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }
}
