package dev.modelgate.scheduler;

import dev.modelgate.scheduler.leader.FencedTransactions;
import dev.modelgate.scheduler.leader.NoLongerLeader;
import dev.modelgate.scheduler.leader.Term;
import dev.modelgate.scheduler.lease.LeaseEvent;
import dev.modelgate.scheduler.lease.LiveAttempt;
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

  private final ExperimentFlow experiments;
  private final FencedTransactions fenced;
  private final Clock clock;

  DefectGuard(ExperimentFlow experiments, FencedTransactions fenced, Clock clock) {
    this.experiments = experiments;
    this.fenced = fenced;
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
   * Ends an experiment that Modelgate cannot go on with; false where not even that could be done.
   *
   * @param besides what belongs into the same transaction
   */
  boolean giveUp(Term term, String experimentId, Runnable besides) {
    try {
      fenced.run(
          term.epoch(),
          () -> {
            besides.run();
            experiments.happens(
                experimentId,
                new LeaseEvent.Broken(),
                Circumstances.losing(
                    term.epoch(), clock.instant(), "Modelgate failed; its log says how."));
          });
    } catch (RuntimeException e) {
      requireDefect(e);
      LOG.error("experiment could not be ended experiment={}", experimentId, e);
      return false;
    }
    term.attempts().stream()
        .filter(attempt -> attempt.experimentId().equals(experimentId))
        .map(LiveAttempt::attemptId)
        .forEach(term::remove);
    return true;
  }

  /** What another leader or PostgreSQL is the reason for is no defect: it is thrown on. */
  static void requireDefect(RuntimeException failure) {
    if (failure instanceof NoLongerLeader
        || SqlFailures.meaningOf(failure) != SqlFailures.Meaning.OWN) {
      throw failure;
    }
  }
}
