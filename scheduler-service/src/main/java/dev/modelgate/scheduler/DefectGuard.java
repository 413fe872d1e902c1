package dev.modelgate.scheduler;

import dev.modelgate.scheduler.leader.Leadership;
import dev.modelgate.scheduler.leader.NoLongerLeader;
import dev.modelgate.scheduler.leader.Term;
import dev.modelgate.scheduler.lease.LeaseEvent;
import dev.modelgate.scheduler.lease.LiveAttempt;
import dev.modelgate.stream.Transactions;
import dev.modelgate.stream.rows.SqlFailures;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a defect that meets one experiment from stopping all others; the one it met still ends. */
@Singleton
class DefectGuard {

  private static final Logger LOG = LoggerFactory.getLogger(DefectGuard.class);
  private static final int TRIES = 3;

  private final Leadership leadership;
  private final ExperimentFlow experiments;
  private final Transactions transactions;
  private final Clock clock;

  DefectGuard(
      Leadership leadership, ExperimentFlow experiments, Transactions transactions, Clock clock) {
    this.leadership = leadership;
    this.experiments = experiments;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Takes one step about one experiment. */
  void run(Term term, String experimentId, Runnable step) {
    for (int tries = 1; ; tries++) {
      try {
        step.run();
        return;
      } catch (RuntimeException e) {
        requireDefect(e);
        if (tries == TRIES) {
          LOG.error("leader's step failed experiment={}", experimentId, e);
          giveUp(term, experimentId, () -> {});
          return;
        }
      }
    }
  }

  /**
   * Ends an experiment that Modelgate cannot go on with.
   *
   * @param besides what belongs into the same transaction
   */
  void giveUp(Term term, String experimentId, Runnable besides) {
    transactions.run(
        () -> {
          leadership.fence(term.epoch());
          besides.run();
          experiments.happens(
              experimentId,
              new LeaseEvent.Broken(),
              Circumstances.losing(
                  term.epoch(), clock.instant(), "Modelgate failed; its log says how."));
        });
    term.attempts().stream()
        .filter(attempt -> attempt.experimentId().equals(experimentId))
        .map(LiveAttempt::attemptId)
        .forEach(term::remove);
  }

  /** What another leader or PostgreSQL is the reason for is no defect: it is thrown on. */
  static void requireDefect(RuntimeException failure) {
    if (failure instanceof NoLongerLeader
        || SqlFailures.meaningOf(failure) != SqlFailures.Meaning.OWN) {
      throw failure;
    }
  }
}
