package dev.modelgate.scheduler.placement;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every queue and every set of hosts. */
class PlacementProperties {

  private static final List<String> MACHINES = List.of("cpu", "t4", "a100");

  @Property(tries = 1000)
  void neverOverfillsAHostNorUsesASilentOne(
      @ForAll("queues") List<Waiting> queue, @ForAll("hosts") List<Host> hosts) {
    Map<String, Host> byId =
        hosts.stream().collect(Collectors.toMap(Host::runnerId, Function.identity()));
    Map<String, List<Decision.Place>> placed =
        places(queue, hosts).stream().collect(Collectors.groupingBy(Decision.Place::runnerId));

    placed.forEach(
        (runner, places) -> {
          Host host = requireNonNull(byId.get(runner));
          assertThat(host.known()).isTrue();
          assertThat(
                  host.ignoresContainers()
                      || places.stream().noneMatch(place -> isInContainer(queue, place)))
              .isTrue();
          assertThat(places.size()).isLessThanOrEqualTo(host.slots() - host.used());
        });
  }

  @Property(tries = 1000)
  void decidesOnceForEachInOrder(
      @ForAll("queues") List<Waiting> queue, @ForAll("hosts") List<Host> hosts) {
    assertThat(Placement.decide(queue, hosts).stream().map(Decision::experimentId))
        .containsExactlyElementsOf(queue.stream().map(Waiting::experimentId).toList());
  }

  @Property(tries = 1000)
  void nobodyTakesWhatAnEarlierOneCouldHaveHad(
      @ForAll("queues") List<Waiting> queue, @ForAll("hosts") List<Host> hosts) {
    List<Decision> decisions = Placement.decide(queue, hosts);
    for (int i = 0; i < queue.size(); i++) {
      if (decisions.get(i) instanceof Decision.Wait) {
        List<Waiting> alone = List.of(queue.get(i));
        List<Host> left = withoutSlotsOf(decisions.subList(0, i), hosts);
        assertThat(Placement.decide(alone, left).getFirst()).isInstanceOf(Decision.Wait.class);
      }
    }
  }

  private static List<Host> withoutSlotsOf(List<Decision> decisions, List<Host> hosts) {
    List<Host> left = new ArrayList<>();
    for (Host host : hosts) {
      long taken =
          decisions.stream()
              .filter(d -> d instanceof Decision.Place p && p.runnerId().equals(host.runnerId()))
              .count();
      left.add(
          new Host(
              host.runnerId(),
              host.name(),
              host.machines(),
              host.slots(),
              host.used() + (int) taken,
              host.ignoresContainers(),
              host.known()));
    }
    return left;
  }

  private static boolean isInContainer(List<Waiting> queue, Decision.Place place) {
    return queue.stream()
        .anyMatch(one -> one.experimentId().equals(place.experimentId()) && one.inContainer());
  }

  private static List<Decision.Place> places(List<Waiting> queue, List<Host> hosts) {
    return Placement.decide(queue, hosts).stream()
        .filter(Decision.Place.class::isInstance)
        .map(Decision.Place.class::cast)
        .toList();
  }

  @Provide
  Arbitrary<List<Waiting>> queues() {
    return Combinators.combine(
            Arbitraries.of(MACHINES).injectNull(0.2), Arbitraries.of(true, false))
        .as((machine, inContainer) -> new Waiting("", machine, inContainer, Set.of("r0")))
        .list()
        .ofMaxSize(20)
        .map(
            all -> {
              List<Waiting> queue = new ArrayList<>();
              all.forEach(
                  one ->
                      queue.add(
                          new Waiting(
                              "e" + queue.size(),
                              one.machine(),
                              one.inContainer(),
                              one.failedOn())));
              return queue;
            });
  }

  @Provide
  Arbitrary<List<Host>> hosts() {
    return Combinators.combine(
            Arbitraries.of(MACHINES).set().ofMinSize(1),
            Arbitraries.integers().between(0, 4),
            Arbitraries.integers().between(0, 5),
            Arbitraries.of(true, false),
            Arbitraries.of(true, true, false))
        .as(
            (machines, slots, used, ignores, known) ->
                new Host("", "", machines, slots, used, ignores, known))
        .list()
        .ofMaxSize(5)
        .map(
            hosts -> {
              List<Host> named = new ArrayList<>();
              hosts.forEach(
                  h ->
                      named.add(
                          new Host(
                              "r" + named.size(),
                              "n" + named.size(),
                              h.machines(),
                              h.slots(),
                              h.used(),
                              h.ignoresContainers(),
                              h.known())));
              return named;
            });
  }
}
