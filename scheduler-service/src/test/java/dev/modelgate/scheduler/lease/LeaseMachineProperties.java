package dev.modelgate.scheduler.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.scheduler.lease.LeaseEvent.Broken;
import dev.modelgate.scheduler.lease.LeaseEvent.CancelAsked;
import dev.modelgate.scheduler.lease.LeaseEvent.Lost;
import dev.modelgate.scheduler.lease.LeaseEvent.Placed;
import dev.modelgate.scheduler.lease.LeaseEvent.Report;
import dev.modelgate.scheduler.lease.LeaseEvent.Reported;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What never happens, whatever runners, people and hosts do in whatever order. */
class LeaseMachineProperties {

  private static final int MOST = 3;

  /** What an experiment said while it lived. */
  private static final class History {
    private Standing standing = new Standing.Waiting(0);
    private long nextToken = 1;
    private final Set<Long> live = new HashSet<>();
    private final List<Outcome> ends = new ArrayList<>();
    private final List<Long> tokens = new ArrayList<>();

    void happens(LeaseEvent event) {
      LeaseEvent real = event instanceof Placed ? new Placed(nextToken++) : event;
      Step step = LeaseMachine.step(standing, real, MOST);
      for (LeaseEffect effect : step.effects()) {
        switch (effect) {
          case LeaseEffect.Assign(Lease lease) -> {
            live.add(lease.token());
            tokens.add(lease.token());
          }
          case LeaseEffect.EndAttempt(Lease lease, Outcome _) ->
              assertThat(live.remove(lease.token())).isTrue();
          case LeaseEffect.SayFinished(Outcome outcome) -> ends.add(outcome);
          case LeaseEffect.SayStarted(Lease lease) -> assertThat(live).contains(lease.token());
          case LeaseEffect.SendCancel _, LeaseEffect.QueueAgain _, LeaseEffect.Drop _ -> {}
        }
      }
      standing = step.next();
      assertThat(live).as("live attempts").hasSizeLessThanOrEqualTo(1);
      assertThat(ends).as("ends").hasSizeLessThanOrEqualTo(1);
      assertThat(tokens.size()).as("attempts").isLessThanOrEqualTo(MOST);
    }
  }

  @Property(tries = 2000)
  void neverHasTwoLiveAttemptsNorTwoEnds(@ForAll("schedules") List<LeaseEvent> schedule) {
    History history = new History();
    schedule.forEach(history::happens);

    assertThat(history.tokens).isSorted().doesNotHaveDuplicates();
    assertThat(history.standing instanceof Standing.Over).isEqualTo(!history.ends.isEmpty());
    if (history.standing instanceof Standing.Over) {
      assertThat(history.live).isEmpty();
    }
  }

  @Property(tries = 1000)
  void deliveringEveryReportTwiceChangesNothing(@ForAll("schedules") List<LeaseEvent> schedule) {
    History once = new History();
    History twice = new History();
    for (LeaseEvent event : schedule) {
      once.happens(event);
      twice.happens(event);
      if (event instanceof Reported) {
        twice.happens(event);
      }
    }

    assertThat(twice.standing).isEqualTo(once.standing);
    assertThat(twice.ends).isEqualTo(once.ends);
  }

  @Property(tries = 1000)
  void alwaysEndsWhenEveryAttemptIsLost(@ForAll("schedules") List<LeaseEvent> schedule) {
    History history = new History();
    schedule.forEach(history::happens);
    for (int i = 0; i < MOST; i++) {
      history.happens(new Placed(0));
      history.happens(new Lost(history.nextToken - 1));
      history.live.stream().findFirst().ifPresent(token -> history.happens(new Lost(token)));
    }

    assertThat(history.ends).hasSize(1);
  }

  @Provide
  Arbitrary<List<LeaseEvent>> schedules() {
    Arbitrary<Long> tokens = Arbitraries.longs().between(0, 6);
    Arbitrary<LeaseEvent> events =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.just((LeaseEvent) new Placed(0))),
            Tuple.of(6, reports(tokens)),
            Tuple.of(3, tokens.map(token -> (LeaseEvent) new Lost(token))),
            Tuple.of(1, Arbitraries.of(new CancelAsked(), new Broken())));
    return events.list().ofMaxSize(40);
  }

  private static Arbitrary<LeaseEvent> reports(Arbitrary<Long> tokens) {
    Arbitrary<Report> reports =
        Arbitraries.oneOf(
            Arbitraries.just((Report) new Report.Started()),
            Arbitraries.just((Report) new Report.Progressed()),
            Arbitraries.of(Outcome.values()).map(outcome -> (Report) new Report.Finished(outcome)));
    return Combinators.combine(tokens, Arbitraries.longs().between(1, 6), reports)
        .as((token, sequence, report) -> (LeaseEvent) new Reported(token, sequence, report));
  }
}
