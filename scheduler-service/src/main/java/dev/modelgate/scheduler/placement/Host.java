package dev.modelgate.scheduler.placement;

import java.util.Set;

/**
 * A host that a runner serves.
 *
 * @param runnerId its runner
 * @param name the runner's name
 * @param machines machine names that it offers
 * @param slots how many jobs it takes at once
 * @param used how many of them are taken
 * @param ignoresContainers whether it runs steps that name a container, as plain processes
 * @param known whether it was heard of lately; one that was not gets nothing new
 */
public record Host(
    String runnerId,
    String name,
    Set<String> machines,
    int slots,
    int used,
    boolean ignoresContainers,
    boolean known) {

  public Host {
    machines = Set.copyOf(machines);
  }

  int free() {
    return Math.max(0, slots - used);
  }

  Host withOneMoreTaken() {
    return new Host(runnerId, name, machines, slots, used + 1, ignoresContainers, known);
  }
}
