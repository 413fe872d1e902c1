package dev.modelgate.runner.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Who may speak for what, and until when. */
class LeasesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final AttemptKey A = new AttemptKey("a", 1);
  private static final AttemptKey B = new AttemptKey("b", 1);

  @Test
  void holdsThirtySecondsFromTheHeartbeatThatWasAnswered() {
    Leases leases = Leases.none("s").assigned(A, seconds(0)).sent(Set.of(A), seconds(20));

    Leases renewed = counted(leases, "s", 1, Set.of(A)).next();

    assertThat(renewed.holds(A, seconds(50), PATIENCE)).isTrue();
    assertThat(renewed.holds(A, seconds(50) + 1, PATIENCE)).isFalse();
    assertThat(leases.holds(A, seconds(31), PATIENCE)).isFalse();
  }

  @Test
  void holdsNothingAfterARestartUntilThisSessionIsAnswered() {
    Leases leases = Leases.none("new").sent(Set.of(A), seconds(0));

    assertThat(leases.holds(A, seconds(0), PATIENCE)).isFalse();
    assertThat(counted(leases, "new", 1, Set.of(A)).next().holds(A, seconds(1), PATIENCE)).isTrue();
  }

  @Test
  void losesWhatWasInTheHeartbeatAndIsNotInTheAnswer() {
    Leases leases = Leases.none("s").assigned(A, 0).sent(Set.of(A), 0).assigned(B, 1);

    Leases.Renewal.Counts answer = counted(leases, "s", 1, Set.of());

    assertThat(answer.lost()).containsExactly(A);
    assertThat(answer.next().holds(A, 2, PATIENCE)).isFalse();
    assertThat(answer.next().holds(B, 2, PATIENCE)).isTrue();
  }

  @Test
  void ignoresAnswersToAnotherSessionAndToOlderHeartbeats() {
    Leases leases = Leases.none("s").sent(Set.of(A), 0).sent(Set.of(A), 1);
    Leases answered = counted(leases, "s", 2, Set.of(A)).next();

    assertThat(answered.answered(renew("s", 1, Set.of()))).isEqualTo(new Leases.Renewal.Stale());
    assertThat(answered.answered(renew("s", 2, Set.of()))).isEqualTo(new Leases.Renewal.Stale());
    assertThat(answered.answered(renew("s", 3, Set.of()))).isEqualTo(new Leases.Renewal.Stale());
    assertThat(leases.answered(renew("old", 1, Set.of()))).isEqualTo(new Leases.Renewal.Stale());
  }

  @Test
  void renewsNothingThatTheHeartbeatDidNotList() {
    Leases leases = Leases.none("s").sent(Set.of(), 0);

    assertThat(counted(leases, "s", 1, Set.of(A)).next().holds(A, 1, PATIENCE)).isFalse();
  }

  @Test
  void tellsTokensOfOneAttemptApart() {
    AttemptKey newer = new AttemptKey("a", 2);
    Leases leases = Leases.none("s").assigned(A, 0).sent(Set.of(A), 0);

    assertThat(counted(leases, "s", 1, Set.of(newer)).lost()).containsExactly(A);
  }

  @Test
  void survivesAClockThatStartsNearItsEnd() {
    long late = Long.MAX_VALUE - seconds(5);
    Leases leases = Leases.none("s").assigned(A, late);

    assertThat(leases.holds(A, late + seconds(10), PATIENCE)).isTrue();
    assertThat(leases.holds(A, late + seconds(40), PATIENCE)).isFalse();
  }

  @Test
  void forgetsHeartbeatsThatWereNeverAnswered() {
    Leases leases = Leases.none("s");
    for (int i = 0; i < 1000; i++) {
      leases = leases.sent(Set.of(A), i);
    }

    assertThat(leases.heartbeats()).hasSize(Leases.WAITED_FOR);
  }

  /** Whatever is said in whatever order: nothing is held longer than the newest answer allows. */
  @Property
  void holdsNothingThatNoAnswerRenewedInTime(@ForAll("steps") List<Step> steps) {
    Leases leases = Leases.none("s");
    long now = 0;
    for (Step step : steps) {
      now += seconds(step.seconds());
      leases = leases.sent(Set.of(A), now);
      Leases before = leases;
      switch (leases.answered(renew(step.session(), step.sequence(), step.attempts()))) {
        case Leases.Renewal.Stale() -> assertThat(leases).isEqualTo(before);
        case Leases.Renewal.Counts(Leases next, Set<AttemptKey> lost) -> {
          assertThat(step.session()).isEqualTo("s");
          assertThat(next.answered()).isGreaterThan(before.answered());
          assertThat(lost.contains(A)).isNotEqualTo(step.attempts().contains(A));
          leases = next;
        }
      }
      Long renewed = leases.renewedAt().get(A);
      assertThat(leases.holds(A, now, PATIENCE))
          .isEqualTo(renewed != null && now - renewed <= PATIENCE.toNanos());
    }
  }

  record Step(int seconds, String session, long sequence, Set<AttemptKey> attempts) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 40),
            Arbitraries.of("s", "s", "s", "other"),
            Arbitraries.longs().between(0, 12),
            Arbitraries.of(A, B).set().ofMaxSize(2).map(HashSet::new))
        .as(
            (seconds, session, sequence, attempts) ->
                new Step(seconds, session, sequence, attempts))
        .list()
        .ofMaxSize(12);
  }

  private static Leases.Renewal.Counts counted(
      Leases leases, String session, long sequence, Set<AttemptKey> attempts) {
    return (Leases.Renewal.Counts) leases.answered(renew(session, sequence, attempts));
  }

  private static Command.Renew renew(String session, long sequence, Set<AttemptKey> attempts) {
    return new Command.Renew(1, session, sequence, attempts);
  }

  private static long seconds(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }
}
