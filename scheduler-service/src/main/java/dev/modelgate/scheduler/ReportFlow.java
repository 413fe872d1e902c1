package dev.modelgate.scheduler;

import dev.modelgate.events.wire.Decoded;
import dev.modelgate.events.wire.WireFormat;
import dev.modelgate.scheduler.intake.AttemptReport;
import dev.modelgate.scheduler.intake.RunnerCodec;
import dev.modelgate.scheduler.leader.DeadReports;
import dev.modelgate.scheduler.leader.FencedTransactions;
import dev.modelgate.scheduler.leader.RunnerTopics.Received;
import dev.modelgate.scheduler.leader.Term;
import dev.modelgate.scheduler.lease.LeaseEvent;
import dev.modelgate.scheduler.lease.Standing;
import dev.modelgate.scheduler.lease.Step;
import dev.modelgate.scheduler.store.AttemptRow;
import dev.modelgate.scheduler.store.AttemptStore;
import dev.modelgate.scheduler.store.ReportOffsetStore;
import dev.modelgate.stream.Brief;
import dev.modelgate.stream.observe.Alarms;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what a runner says of an attempt; effects and offset are one transaction of the leader. */
@Singleton
class ReportFlow {

  private static final Logger LOG = LoggerFactory.getLogger(ReportFlow.class);
  private static final int TRIES = 3;
  private static final String UNKNOWN_SCHEMA = "runner-events/unknown-schema/";

  private final WireFormat wire;
  private final AttemptStore attempts;
  private final ReportOffsetStore offsets;
  private final ExperimentFlow experiments;
  private final DefectGuard guard;
  private final DeadReports deadReports;
  private final FencedTransactions fenced;
  private final Alarms alarms;
  private final Clock clock;
  private final Drops drops;

  ReportFlow(
      WireFormat wire,
      AttemptStore attempts,
      ReportOffsetStore offsets,
      ExperimentFlow experiments,
      DefectGuard guard,
      DeadReports deadReports,
      FencedTransactions fenced,
      Alarms alarms,
      Clock clock,
      Drops drops) {
    this.wire = wire;
    this.attempts = attempts;
    this.offsets = offsets;
    this.experiments = experiments;
    this.guard = guard;
    this.deadReports = deadReports;
    this.fenced = fenced;
    this.alarms = alarms;
    this.clock = clock;
    this.drops = drops;
  }

  /** False where the record cannot be read by this version yet: nothing after it may be taken. */
  boolean take(Term term, Received received) {
    byte[] value = received.value();
    switch (value == null ? new Decoded.Unreadable("no value") : wire.decode(value)) {
      case Decoded.UnknownSchema(int id) -> {
        alarms.raise(
            UNKNOWN_SCHEMA + received.partition(),
            "Expected to know schema " + id + " of a report, but do not");
        return false;
      }
      case Decoded.Unreadable(String reason) -> skip(term, received, reason);
      case Decoded.Ok ok ->
          RunnerCodec.report(ok.record())
              .filter(report -> report.head().runnerId().equals(received.key()))
              .ifPresentOrElse(
                  report -> take(term, received, report),
                  () -> skip(term, received, "not a report of the runner that is its key"));
    }
    alarms.clear(UNKNOWN_SCHEMA + received.partition());
    return true;
  }

  private void take(Term term, Received received, AttemptReport report) {
    for (int tries = 1; ; tries++) {
      try {
        Optional<Step> step =
            fenced.call(
                term.epoch(),
                () -> {
                  offsets.advance(received.partition(), received.offset() + 1);
                  return on(term.epoch(), report);
                });
        step.ifPresent(taken -> remember(term, report, taken));
        return;
      } catch (RuntimeException e) {
        DefectGuard.requireDefect(e);
        if (tries == TRIES) {
          failed(term, received, report, e);
          return;
        }
      }
    }
  }

  private Optional<Step> on(long epoch, AttemptReport report) {
    AttemptReport.Head head = report.head();
    AttemptRow attempt = attempts.findByAttemptId(head.attemptId()).orElse(null);
    if (attempt == null || !attempt.runnerId().equals(head.runnerId())) {
      drops.report("NOT_ITS_OWN");
      return Optional.empty();
    }
    return Optional.of(
        experiments.happens(
            attempt.experimentId(),
            new LeaseEvent.Reported(head.token(), head.sequence(), meaning(report)),
            Circumstances.reporting(epoch, clock.instant(), report)));
  }

  private static LeaseEvent.Report meaning(AttemptReport report) {
    return switch (report) {
      case AttemptReport.Started _ -> new LeaseEvent.Report.Started();
      case AttemptReport.Progressed _ -> new LeaseEvent.Report.Progressed();
      case AttemptReport.Finished finished -> new LeaseEvent.Report.Finished(finished.outcome());
    };
  }

  /** What the leader remembers follows what was committed. */
  private static void remember(Term term, AttemptReport report, Step step) {
    String attemptId = report.head().attemptId();
    switch (step.next()) {
      case Standing.Running running when running.lease().token() == report.head().token() ->
          term.change(attemptId, attempt -> attempt.standing(true, running.cancelling()));
      case Standing.Running _, Standing.Assigned _ -> {}
      case Standing.Waiting _, Standing.Over _ ->
          term.attempt(attemptId)
              .filter(attempt -> attempt.token() == report.head().token())
              .ifPresent(attempt -> term.endedByRunner(attemptId, attempt.runnerId()));
    }
  }

  /** A defect of ours must not stop the runner's other reports, and the experiment still ends. */
  private void failed(
      Term term, Received received, AttemptReport report, RuntimeException failure) {
    LOG.error("report failed attempt={}", report.head().attemptId(), failure);
    Runnable leaveOut = () -> leaveOut(received, DeadReports.INTERNAL, Brief.of(failure));
    boolean ended =
        experimentOf(report.head())
            .filter(experiment -> guard.giveUp(term, experiment, leaveOut))
            .isPresent();
    if (!ended) {
      fenced.run(term.epoch(), leaveOut);
    }
  }

  private Optional<String> experimentOf(AttemptReport.Head head) {
    try {
      return attempts
          .findByAttemptId(head.attemptId())
          .filter(attempt -> attempt.runnerId().equals(head.runnerId()))
          .map(AttemptRow::experimentId);
    } catch (RuntimeException e) {
      DefectGuard.requireDefect(e);
      return Optional.empty();
    }
  }

  private void skip(Term term, Received received, String why) {
    LOG.error(
        "report left out partition={} offset={} reason=\"{}\"",
        received.partition(),
        received.offset(),
        why);
    fenced.run(term.epoch(), () -> leaveOut(received, DeadReports.UNREADABLE, why));
  }

  private void leaveOut(Received received, String reason, String why) {
    deadReports.add(received, reason, why);
    offsets.advance(received.partition(), received.offset() + 1);
    drops.report(reason);
  }
}
