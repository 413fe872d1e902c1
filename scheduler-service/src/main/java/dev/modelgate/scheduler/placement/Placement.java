package dev.modelgate.scheduler.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Places experiments by machine name and free slots, first come first served: nobody takes a slot
 * that an earlier one could have had.
 */
public final class Placement {

  private Placement() {}

  /**
   * Decides about the whole queue.
   *
   * @param queue who waits, first come first
   * @param hosts every approved runner
   * @return one decision for each, in the queue's order
   */
  public static List<Decision> decide(List<Waiting> queue, List<Host> hosts) {
    Map<String, Host> now = new LinkedHashMap<>();
    hosts.forEach(host -> now.put(host.runnerId(), host));
    List<Decision> decisions = new ArrayList<>();
    int position = 0;
    for (Waiting waiting : queue) {
      Optional<Host> host = hostFor(waiting, now.values());
      if (host.isPresent()) {
        now.put(host.get().runnerId(), host.get().withOneMoreTaken());
        decisions.add(new Decision.Place(waiting.experimentId(), host.get().runnerId()));
      } else {
        decisions.add(wait(waiting, ++position, hosts));
      }
    }
    return List.copyOf(decisions);
  }

  /** Machine names that can be had now, sorted. */
  public static List<String> offers(List<Host> hosts) {
    return hosts.stream()
        .filter(Host::known)
        .flatMap(host -> host.machines().stream())
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .toList();
  }

  private static Optional<Host> hostFor(Waiting waiting, Iterable<Host> hosts) {
    List<Host> free = new ArrayList<>();
    for (Host host : hosts) {
      if (host.known() && host.free() > 0 && fits(waiting, host)) {
        free.add(host);
      }
    }
    return free.stream()
        .min(
            Comparator.<Host, Boolean>comparing(
                    host -> waiting.failedOn().contains(host.runnerId()))
                .thenComparing(Comparator.comparingInt(Host::free).reversed())
                .thenComparing(Host::name));
  }

  private static boolean offersFor(Waiting waiting, Host host) {
    return waiting.machine() == null || host.machines().contains(waiting.machine());
  }

  private static boolean fits(Waiting waiting, Host host) {
    return offersFor(waiting, host) && (!waiting.inContainer() || host.ignoresContainers());
  }

  private static Decision wait(Waiting waiting, int position, List<Host> hosts) {
    List<Host> offering = hosts.stream().filter(host -> offersFor(waiting, host)).toList();
    List<Host> fitting = offering.stream().filter(host -> fits(waiting, host)).toList();
    WaitReason reason = reason(hosts, offering, fitting);
    return new Decision.Wait(
        waiting.experimentId(),
        position,
        reason,
        WaitSentence.of(reason, waiting, fitting, offers(hosts)));
  }

  /**
   * The first thing that somebody has to do.
   *
   * @param offering hosts with the machine
   * @param fitting those of them that would run it
   */
  private static WaitReason reason(List<Host> hosts, List<Host> offering, List<Host> fitting) {
    if (fitting.stream().anyMatch(Host::known)) {
      return WaitReason.SLOTS_TAKEN;
    }
    if (!fitting.isEmpty()) {
      return WaitReason.HOST_UNKNOWN;
    }
    if (!offering.isEmpty()) {
      return WaitReason.CONTAINER;
    }
    return hosts.stream().anyMatch(Host::known) ? WaitReason.NO_SUCH_MACHINE : WaitReason.NO_RUNNER;
  }
}
