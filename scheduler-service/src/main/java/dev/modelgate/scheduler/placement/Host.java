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
 * @param known whether it was heard of lately; one that was not gets nothing new
 */
public record Host(
    String runnerId, String name, Set<String> machines, int slots, int used, boolean known) {

  public Host {
    machines = Set.copyOf(machines);
  }

  int free() {
    return Math.max(0, slots - used);
  }

  Host withOneMoreTaken() {
    return new Host(runnerId, name, machines, slots, used + 1, known);
  }
}
