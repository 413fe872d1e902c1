package dev.modelgate.scheduler.intake;

import java.util.List;

/**
 * A runner is alive.
 *
 * @param session new at every start of the agent
 * @param sequence grows within the session
 * @param ignoresContainers whether it runs steps that name a container, as plain processes
 * @param held what it holds
 */
public record Heartbeat(
    String eventId,
    String runnerId,
    String session,
    long sequence,
    List<String> machines,
    int slots,
    boolean ignoresContainers,
    List<Held> held) {

  public Heartbeat {
    machines = List.copyOf(machines);
    held = List.copyOf(held);
  }

  /**
   * An attempt that a runner holds.
   *
   * @param ended whether its job is over on the host
   */
  public record Held(String attemptId, long token, boolean ended) {}
}
