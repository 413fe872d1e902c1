package dev.modelgate.scheduler;

import dev.modelgate.scheduler.leader.FencedTransactions;
import dev.modelgate.scheduler.leader.Term;
import dev.modelgate.scheduler.lease.LeaseEvent;
import dev.modelgate.scheduler.lease.LeaseReview;
import dev.modelgate.scheduler.lease.LeaseReview.Finding;
import dev.modelgate.scheduler.lease.LiveAttempt;
import dev.modelgate.scheduler.store.QueueStore;
import dev.modelgate.scheduler.store.RunnerRow;
import dev.modelgate.stream.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/**
 * Looks at the live attempts: ends what people want ended, finds what is lost, repairs the rest.
 */
@Singleton
class LeaseFlow {

  private final QueueStore queue;
  private final ExperimentFlow experiments;
  private final DefectGuard guard;
  private final FencedTransactions fenced;
  private final Transactions transactions;
  private final SchedulerConfig config;
  private final Clock clock;

  LeaseFlow(
      QueueStore queue,
      ExperimentFlow experiments,
      DefectGuard guard,
      FencedTransactions fenced,
      Transactions transactions,
      SchedulerConfig config,
      Clock clock) {
    this.queue = queue;
    this.experiments = experiments;
    this.guard = guard;
    this.fenced = fenced;
    this.transactions = transactions;
    this.config = config;
    this.clock = clock;
  }

  /** Tells runners of what people want ended. */
  void cancel(Term term) {
    Set<String> ending = Set.copyOf(transactions.call(queue::cancelling));
    for (LiveAttempt attempt : term.attempts()) {
      if (ending.contains(attempt.experimentId()) && !attempt.cancelling()) {
        guard.run(term, attempt.experimentId(), () -> cancelAgain(term, attempt));
      }
    }
  }

  /**
   * Finds what silence means; says nothing while not everything that was said has been read, and
   * nothing of a runner whose reports cannot be read yet.
   */
  void review(Term term) {
    if (term.time().isHearing()) {
      for (LiveAttempt attempt : term.attempts()) {
        if (!term.topics().holdsUp(attempt.runnerId())) {
          guard.run(term, attempt.experimentId(), () -> review(term, attempt));
        }
      }
    }
  }

  private void review(Term term, LiveAttempt attempt) {
    Duration heardAt = term.hosts().heardAt(attempt.runnerId());
    String runner =
        term.hosts().row(attempt.runnerId()).map(RunnerRow::name).orElse(attempt.runnerId());
    switch (LeaseReview.review(attempt, runner, heardAt, term.time().now(), config.rules())) {
      case Finding.Fine _ -> {}
      case Finding.SendAgain _ -> sendAgain(term, attempt);
      case Finding.CancelAgain _ -> cancelAgain(term, attempt);
      case Finding.IsLost(String why) -> lost(term, attempt, why);
    }
  }

  private void sendAgain(Term term, LiveAttempt attempt) {
    fenced.run(
        term.epoch(),
        () -> experiments.sendAgain(attempt.attemptId(), term.epoch(), clock.instant()));
    term.change(attempt.attemptId(), sent -> sent.commanded(term.time().now()));
  }

  private void cancelAgain(Term term, LiveAttempt attempt) {
    fenced.run(
        term.epoch(),
        () -> experiments.cancelAgain(attempt.attemptId(), term.epoch(), clock.instant()));
    term.change(
        attempt.attemptId(),
        told -> told.standing(told.started(), true).commanded(term.time().now()));
  }

  private void lost(Term term, LiveAttempt attempt, String why) {
    fenced.run(
        term.epoch(),
        () ->
            experiments.happens(
                attempt.experimentId(),
                new LeaseEvent.Lost(attempt.token()),
                Circumstances.losing(term.epoch(), clock.instant(), why)));
    term.remove(attempt.attemptId());
  }
}
