package dev.modelgate.runner.report;

import java.util.List;

/**
 * Who speaks.
 *
 * @param name the runner's name
 * @param machines machine names that it offers
 * @param slots how many jobs it runs at once
 * @param ignoresContainers whether it runs steps that name a container, as plain processes
 * @param hostName what the computer calls itself
 * @param agentVersion version of this agent
 */
public record RunnerIdentity(
    String name,
    List<String> machines,
    int slots,
    boolean ignoresContainers,
    String hostName,
    String agentVersion) {

  public RunnerIdentity {
    machines = List.copyOf(machines);
  }
}
