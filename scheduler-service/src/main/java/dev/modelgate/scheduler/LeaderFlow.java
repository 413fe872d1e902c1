package dev.modelgate.scheduler;

import dev.modelgate.scheduler.announce.QueueState;
import dev.modelgate.scheduler.leader.FencedTransactions;
import dev.modelgate.scheduler.leader.RunnerTopics;
import dev.modelgate.scheduler.leader.Term;
import dev.modelgate.scheduler.store.RunnerStore;
import dev.modelgate.stream.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * What a leader does, over and over: hear the runners, find what is lost, end what is to end, place
 * what waits.
 */
@Singleton
class LeaderFlow {

  private final HeartbeatFlow heartbeats;
  private final ReportFlow reports;
  private final LeaseFlow leases;
  private final PlacementFlow placement;
  private final RunnerStore runners;
  private final FencedTransactions fenced;
  private final Transactions transactions;
  private final Clock clock;

  LeaderFlow(
      HeartbeatFlow heartbeats,
      ReportFlow reports,
      LeaseFlow leases,
      PlacementFlow placement,
      RunnerStore runners,
      FencedTransactions fenced,
      Transactions transactions,
      Clock clock) {
    this.heartbeats = heartbeats;
    this.reports = reports;
    this.leases = leases;
    this.placement = placement;
    this.runners = runners;
    this.fenced = fenced;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Hears what runners say, for at most that time; whether it may change what can be placed. */
  boolean hear(Term term, Duration atMost) {
    RunnerTopics.Batch batch = term.topics().poll(atMost);
    batch.heartbeats().forEach(received -> heartbeats.take(term, received));
    Set<Integer> stopped = new HashSet<>();
    for (RunnerTopics.Received report : batch.reports()) {
      if (!stopped.contains(report.partition()) && !reports.take(term, report)) {
        term.topics().hold(report);
        stopped.add(report.partition());
      }
    }
    return term.hosts().takeChanged() || !batch.reports().isEmpty();
  }

  /** Looks after what is live and places what waits; the answer is what waits then. */
  QueueState sweep(Term term) {
    term.hosts().approved(transactions.call(runners::findAllOrderByName));
    leases.cancel(term);
    leases.review(term);
    return placement.place(term);
  }

  /** Notes for people who was heard. */
  void noteHeard(Term term) {
    Set<String> heard = term.hosts().takeHeardLately();
    if (!heard.isEmpty()) {
      fenced.run(term.epoch(), () -> runners.heard(heard, clock.instant()));
    }
  }
}
