package dev.modelgate.scheduler;

import dev.modelgate.scheduler.announce.QueueAnnouncer;
import dev.modelgate.scheduler.announce.QueueState;
import dev.modelgate.scheduler.leader.FencedTransactions;
import dev.modelgate.scheduler.leader.Term;
import dev.modelgate.scheduler.lease.LeaseEvent;
import dev.modelgate.scheduler.lease.LiveAttempt;
import dev.modelgate.scheduler.lease.Standing;
import dev.modelgate.scheduler.lease.Step;
import dev.modelgate.scheduler.placement.Decision;
import dev.modelgate.scheduler.placement.Host;
import dev.modelgate.scheduler.placement.Placement;
import dev.modelgate.scheduler.store.AttemptStore;
import dev.modelgate.scheduler.store.QueueStore;
import dev.modelgate.scheduler.store.RunnerRow;
import dev.modelgate.scheduler.store.Standings;
import dev.modelgate.scheduler.store.WaitingRow;
import dev.modelgate.stream.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Takes the queue and the hosts, places what fits, and says why the rest waits. */
@Singleton
class PlacementFlow {

  private final QueueStore queue;
  private final AttemptStore attempts;
  private final ExperimentFlow experiments;
  private final DefectGuard guard;
  private final FencedTransactions fenced;
  private final Transactions transactions;
  private final QueueAnnouncer announcer;
  private final LeaderMeters meters;
  private final SchedulerConfig config;
  private final Clock clock;

  PlacementFlow(
      QueueStore queue,
      AttemptStore attempts,
      ExperimentFlow experiments,
      DefectGuard guard,
      FencedTransactions fenced,
      Transactions transactions,
      QueueAnnouncer announcer,
      LeaderMeters meters,
      SchedulerConfig config,
      Clock clock) {
    this.queue = queue;
    this.attempts = attempts;
    this.experiments = experiments;
    this.guard = guard;
    this.fenced = fenced;
    this.transactions = transactions;
    this.announcer = announcer;
    this.meters = meters;
    this.config = config;
    this.clock = clock;
  }

  /** Places what fits; the answer is what waits then. */
  QueueState place(Term term) {
    List<WaitingRow> waiting = transactions.call(queue::waiting);
    List<Host> hosts =
        term.hosts().now(term.time().now(), config.rules(), term.attempts(), term.ended());
    List<Decision> decisions =
        Placement.decide(waiting.stream().map(WaitingRow::waiting).toList(), hosts);
    meters.placed(waiting, decisions, hosts, clock.instant());
    List<QueueState.Entry> entries = new ArrayList<>();
    for (int i = 0; i < decisions.size(); i++) {
      switch (decisions.get(i)) {
        case Decision.Place place ->
            guard.run(term, place.experimentId(), () -> place(term, place));
        case Decision.Wait wait ->
            entries.add(
                new QueueState.Entry(
                    waiting.get(i), wait.position(), wait.reason().code(), wait.sentence()));
      }
    }
    return new QueueState(entries, entries.size(), Placement.offers(hosts));
  }

  /** Says what waits. */
  void say(Term term, QueueState state) {
    announcer.waits(SchedulerWiring.POOL, term.epoch(), state);
  }

  private void place(Term term, Decision.Place place) {
    RunnerRow runner = term.hosts().row(place.runnerId()).orElseThrow();
    Step step =
        fenced.call(
            term.epoch(),
            () ->
                experiments.happens(
                    place.experimentId(),
                    new LeaseEvent.Placed(attempts.nextToken()),
                    Circumstances.placing(term.epoch(), clock.instant(), runner)));
    // Nothing is assigned where it was cancelled since the queue was read.
    if (step.next() instanceof Standing.Assigned assigned && !step.effects().isEmpty()) {
      Duration now = term.time().now();
      term.put(
          new LiveAttempt(
              Standings.attemptId(place.experimentId(), assigned.lease().number()),
              place.experimentId(),
              runner.runnerId(),
              assigned.lease().token(),
              false,
              false,
              now,
              now));
    }
  }
}
