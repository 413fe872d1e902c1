package dev.modelgate.scheduler.leader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.scheduler.intake.Heartbeat;
import dev.modelgate.scheduler.lease.LeaseRules;
import dev.modelgate.scheduler.lease.LiveAttempt;
import dev.modelgate.scheduler.placement.Host;
import dev.modelgate.scheduler.store.RunnerRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HostsTest {

  private static final LeaseRules RULES =
      new LeaseRules(
          Duration.ofSeconds(60),
          Duration.ofMinutes(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(15),
          3);

  private final Hosts hosts = new Hosts(Duration.ZERO);

  private static RunnerRow row(String machines, int slots) {
    return new RunnerRow(
        "r", "gpu-1", machines, slots, false, "host", "1", Instant.EPOCH, null, null, null);
  }

  private static Heartbeat beat(String session, long sequence, Heartbeat.Held... held) {
    return new Heartbeat(
        "e", "r", session, sequence, List.of("a100", "h100"), 4, false, List.of(held));
  }

  private static LiveAttempt live(String id) {
    return new LiveAttempt(id, "e", "r", 1, true, false, Duration.ZERO, Duration.ZERO);
  }

  private Host host(Duration now, List<LiveAttempt> live, Set<String> ended) {
    return hosts.now(now, RULES, live, ended).getFirst();
  }

  @Test
  void givesNothingToARunnerThatWasNotHeardYet() {
    hosts.approved(List.of(row("a100", 2)));

    assertThat(host(Duration.ZERO, List.of(), Set.of()).known()).isFalse();
  }

  @Test
  void offersOnlyWhatWasApproved() {
    hosts.approved(List.of(row("a100", 2)));
    hosts.heard(beat("s", 1), Duration.ZERO);

    Host host = host(Duration.ZERO, List.of(), Set.of());
    assertThat(host.known()).isTrue();
    assertThat(host.machines()).containsExactly("a100");
    assertThat(host.slots()).isEqualTo(2);
  }

  @Test
  void countsWhatARunnerStillHoldsAlthoughItMayNot() {
    hosts.approved(List.of(row("a100", 4)));
    hosts.heard(
        beat(
            "s",
            1,
            new Heartbeat.Held("live", 1, false),
            new Heartbeat.Held("fenced", 1, false),
            new Heartbeat.Held("over", 1, true)),
        Duration.ZERO);

    assertThat(host(Duration.ZERO, List.of(live("live"), live("sent")), Set.of()).used())
        .isEqualTo(3);
  }

  @Test
  void freesASlotAsSoonAsItsRunnerSaysThatTheAttemptEnded() {
    hosts.approved(List.of(row("a100", 4)));
    hosts.heard(beat("s", 1, new Heartbeat.Held("done", 1, false)), Duration.ZERO);

    assertThat(host(Duration.ZERO, List.of(), Set.of("done")).used()).isZero();
  }

  @Test
  void leavesOutAHeartbeatThatIsOlderThanTheLast() {
    hosts.approved(List.of(row("a100", 4)));

    assertThat(hosts.heard(beat("s", 2), Duration.ofSeconds(1))).isTrue();
    assertThat(hosts.heard(beat("s", 1), Duration.ofSeconds(2))).isFalse();
    assertThat(hosts.heard(beat("new", 1), Duration.ofSeconds(3))).isTrue();
    assertThat(hosts.heardAt("r")).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void holdsAHostUnknownAfterAMinuteOfSilence() {
    hosts.approved(List.of(row("a100", 4)));
    hosts.heard(beat("s", 1), Duration.ofSeconds(10));

    assertThat(host(Duration.ofSeconds(69), List.of(), Set.of()).known()).isTrue();
    assertThat(host(Duration.ofSeconds(70), List.of(), Set.of()).known()).isFalse();
  }

  @Test
  void hasNoHeartbeatOfARunnerThatWasNotApproved() {
    assertThat(hosts.heard(beat("s", 1), Duration.ZERO)).isFalse();
  }

  @Test
  void noticesOnlyWhatIsNewForPlacement() {
    hosts.approved(List.of(row("a100", 4)));
    hosts.heard(beat("s", 1), Duration.ZERO);
    assertThat(hosts.takeChanged()).isTrue();
    hosts.heard(beat("s", 2), Duration.ZERO);
    assertThat(hosts.takeChanged()).isFalse();
    hosts.heard(beat("s", 3, new Heartbeat.Held("a", 1, false)), Duration.ZERO);
    assertThat(hosts.takeChanged()).isTrue();
  }
}
