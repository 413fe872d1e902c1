package dev.modelgate.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlacementTest {

  private static Waiting waits(String id, @Nullable String machine, String... failedOn) {
    return new Waiting(id, machine, false, Set.of(failedOn));
  }

  private static Host host(String name, int slots, int used, String... machines) {
    return new Host("id-" + name, name, Set.of(machines), slots, used, false, true);
  }

  private static Host silent(String name, String... machines) {
    return new Host("id-" + name, name, Set.of(machines), 1, 0, false, false);
  }

  private static Decision only(Waiting waiting, Host... hosts) {
    return Placement.decide(List.of(waiting), List.of(hosts)).getFirst();
  }

  @Test
  void placesOnTheHostThatOffersTheMachine() {
    assertThat(only(waits("e", "a100"), host("one", 1, 0, "cpu"), host("two", 1, 0, "a100")))
        .isEqualTo(new Decision.Place("e", "id-two"));
  }

  @Test
  void placesOnAnyHostWhenNoMachineIsNamed() {
    assertThat(only(waits("e", null), host("one", 1, 0, "cpu")))
        .isEqualTo(new Decision.Place("e", "id-one"));
  }

  @Test
  void prefersTheHostWithMoreFreeSlots() {
    assertThat(only(waits("e", "cpu"), host("one", 4, 3, "cpu"), host("two", 2, 0, "cpu")))
        .isEqualTo(new Decision.Place("e", "id-two"));
  }

  @Test
  void triesAnotherHostFirstAfterOneFailed() {
    assertThat(
            only(waits("e", "cpu", "id-one"), host("one", 9, 0, "cpu"), host("two", 1, 0, "cpu")))
        .isEqualTo(new Decision.Place("e", "id-two"));
  }

  @Test
  void triesTheSameHostAgainWhenThereIsNoOther() {
    assertThat(only(waits("e", "cpu", "id-one"), host("one", 1, 0, "cpu")))
        .isEqualTo(new Decision.Place("e", "id-one"));
  }

  @Test
  void servesFirstComeFirst() {
    assertThat(
            Placement.decide(
                List.of(waits("first", "cpu"), waits("second", "cpu"), waits("third", "cpu")),
                List.of(host("one", 2, 0, "cpu"))))
        .containsExactly(
            new Decision.Place("first", "id-one"),
            new Decision.Place("second", "id-one"),
            new Decision.Wait(
                "third", 1, WaitReason.SLOTS_TAKEN, "every slot on machine cpu is taken (2)"));
  }

  @Test
  void letsOthersPassWhoWantAnotherMachine() {
    assertThat(
            Placement.decide(
                List.of(waits("first", "a100"), waits("second", "cpu")),
                List.of(host("one", 1, 0, "cpu"))))
        .element(1)
        .isEqualTo(new Decision.Place("second", "id-one"));
  }

  @Test
  void saysWhichMachinesThereAreWhenNobodyOffersTheOneAskedFor() {
    assertThat(only(waits("e", "a100"), host("one", 1, 0, "cpu", "t4")))
        .isEqualTo(
            new Decision.Wait(
                "e",
                1,
                WaitReason.NO_SUCH_MACHINE,
                "no runner offers machine a100; offered: cpu, t4"));
  }

  @Test
  void saysHowToStartARunnerWhenThereIsNone() {
    assertThat(only(waits("e", "a100")))
        .isEqualTo(
            new Decision.Wait(
                "e",
                1,
                WaitReason.NO_RUNNER,
                "no runner is connected; start one: modelgate runner start --offers a100"));
  }

  @Test
  void placesAStepWithAContainerOnlyWhereContainersAreIgnored() {
    Host ignoring = new Host("id-two", "two", Set.of("cpu"), 1, 0, true, true);
    Waiting inContainer = new Waiting("e", "cpu", true, Set.of());

    assertThat(only(inContainer, host("one", 4, 0, "cpu"), ignoring))
        .isEqualTo(new Decision.Place("e", "id-two"));
    assertThat(only(inContainer, host("one", 4, 0, "cpu"), host("three", 1, 0, "a100")))
        .isEqualTo(
            new Decision.Wait(
                "e",
                1,
                WaitReason.CONTAINER,
                "no runner that offers machine cpu runs containers; start one with --containers"
                    + " ignore to run it as a plain process"));
    assertThat(only(new Waiting("e", null, true, Set.of()), host("one", 4, 0, "cpu")))
        .isInstanceOfSatisfying(
            Decision.Wait.class,
            wait ->
                assertThat(wait.sentence())
                    .isEqualTo(
                        "no runner runs containers; start one with --containers ignore to run it"
                            + " as a plain process"));
  }

  @Test
  void saysWhoIsSilent() {
    assertThat(only(waits("e", "a100"), silent("gpu-1", "a100"), host("one", 1, 0, "cpu")))
        .isEqualTo(
            new Decision.Wait(
                "e",
                1,
                WaitReason.HOST_UNKNOWN,
                "no runner that offers machine a100 is heard of at the moment; silent: gpu-1"));
  }

  @Test
  void givesNothingToASilentHost() {
    assertThat(only(waits("e", null), silent("gpu-1", "a100")))
        .isInstanceOfSatisfying(
            Decision.Wait.class,
            wait -> assertThat(wait.reason()).isEqualTo(WaitReason.HOST_UNKNOWN));
  }

  @Test
  void countsAHostThatHoldsMoreThanItOffersAsFull() {
    assertThat(only(waits("e", "cpu"), host("one", 1, 3, "cpu"))).isInstanceOf(Decision.Wait.class);
  }

  @Test
  void offersEveryMachineOfKnownHostsOnce() {
    assertThat(
            Placement.offers(
                List.of(
                    host("one", 1, 0, "cpu", "t4"), host("two", 1, 1, "cpu"), silent("x", "a100"))))
        .containsExactly("cpu", "t4");
  }
}
