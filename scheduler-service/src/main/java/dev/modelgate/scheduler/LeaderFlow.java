package dev.modelgate.scheduler;

import dev.modelgate.events.wire.TopicNames;
import dev.modelgate.scheduler.announce.QueueState;
import dev.modelgate.scheduler.leader.CountedTime;
import dev.modelgate.scheduler.leader.Hosts;
import dev.modelgate.scheduler.leader.Leadership;
import dev.modelgate.scheduler.leader.RunnerTopics;
import dev.modelgate.scheduler.leader.Term;
import dev.modelgate.scheduler.lease.LeaseEvent;
import dev.modelgate.scheduler.lease.LeaseReview;
import dev.modelgate.scheduler.lease.LeaseReview.Finding;
import dev.modelgate.scheduler.lease.LiveAttempt;
import dev.modelgate.scheduler.store.AttemptRow;
import dev.modelgate.scheduler.store.AttemptStore;
import dev.modelgate.scheduler.store.ExperimentRow;
import dev.modelgate.scheduler.store.ExperimentState;
import dev.modelgate.scheduler.store.ExperimentStore;
import dev.modelgate.scheduler.store.QueueStore;
import dev.modelgate.scheduler.store.ReportOffsetRow;
import dev.modelgate.scheduler.store.ReportOffsetStore;
import dev.modelgate.scheduler.store.RunnerRow;
import dev.modelgate.scheduler.store.RunnerStore;
import dev.modelgate.stream.KafkaConfig;
import dev.modelgate.stream.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a leader does, over and over: hear the runners, find what is lost, end what is to end, place
 * what waits.
 */
@Singleton
class LeaderFlow {

  private final Leadership leadership;
  private final DefectGuard guard;
  private final HeartbeatFlow heartbeats;
  private final ReportFlow reports;
  private final PlacementFlow placement;
  private final ExperimentFlow experimentFlow;
  private final ExperimentStore experiments;
  private final AttemptStore attempts;
  private final QueueStore queue;
  private final RunnerStore runners;
  private final ReportOffsetStore offsets;
  private final Transactions transactions;
  private final KafkaConfig kafka;
  private final TopicNames topics;
  private final SchedulerConfig config;
  private final Clock clock;

  LeaderFlow(
      Leadership leadership,
      DefectGuard guard,
      HeartbeatFlow heartbeats,
      ReportFlow reports,
      PlacementFlow placement,
      ExperimentFlow experimentFlow,
      ExperimentStore experiments,
      AttemptStore attempts,
      QueueStore queue,
      RunnerStore runners,
      ReportOffsetStore offsets,
      Transactions transactions,
      KafkaConfig kafka,
      TopicNames topics,
      SchedulerConfig config,
      Clock clock) {
    this.leadership = leadership;
    this.guard = guard;
    this.heartbeats = heartbeats;
    this.reports = reports;
    this.placement = placement;
    this.experimentFlow = experimentFlow;
    this.experiments = experiments;
    this.attempts = attempts;
    this.queue = queue;
    this.runners = runners;
    this.offsets = offsets;
    this.transactions = transactions;
    this.kafka = kafka;
    this.topics = topics;
    this.config = config;
    this.clock = clock;
  }

  /** Begins a term: what is live is read, and everybody is given the whole time to be heard. */
  Term begin(long epoch) {
    CountedTime time = new CountedTime(System::nanoTime);
    Hosts hosts = new Hosts(time.now());
    Map<Integer, Long> next =
        transactions.call(
            () -> {
              leadership.fence(epoch);
              hosts.approved(runners.findAllOrderByName());
              return offsets.findAll().stream()
                  .collect(
                      Collectors.toMap(
                          ReportOffsetRow::kafkaPartition, ReportOffsetRow::nextOffset));
            });
    List<LiveAttempt> live =
        transactions.call(() -> attempts.live().stream().map(this::live).toList());
    return new Term(
        epoch, RunnerTopics.open(kafka.bootstrapServers(), topics, next), time, hosts, live);
  }

  private LiveAttempt live(AttemptRow attempt) {
    ExperimentRow experiment = experiments.findByExperimentId(attempt.experimentId()).orElseThrow();
    return new LiveAttempt(
        attempt.attemptId(),
        attempt.experimentId(),
        attempt.runnerId(),
        attempt.token(),
        experiment.state() == ExperimentState.RUNNING,
        experiment.cancelling(),
        Duration.ZERO,
        Duration.ZERO);
  }

  /** Hears what runners say, for at most that time; whether it may change what can be placed. */
  boolean hear(Term term, Duration atMost) {
    RunnerTopics.Batch batch = term.topics().poll(atMost);
    batch.heartbeats().forEach(received -> heartbeats.take(term, received));
    Set<Integer> stopped = new HashSet<>();
    for (RunnerTopics.Received report : batch.reports()) {
      if (!stopped.contains(report.partition()) && !reports.take(term, report)) {
        term.topics().rewind(report);
        stopped.add(report.partition());
      }
    }
    return term.hosts().takeChanged() || !batch.reports().isEmpty();
  }

  /** Looks after what is live and places what waits; the answer is what waits then. */
  QueueState sweep(Term term) {
    term.hosts().approved(transactions.call(runners::findAllOrderByName));
    cancel(term);
    if (term.time().isHearing()) {
      for (LiveAttempt attempt : term.attempts()) {
        guard.run(term, attempt.experimentId(), () -> review(term, attempt));
      }
    }
    return placement.place(term);
  }

  /** Notes for people who was heard. */
  void noteHeard(Term term) {
    Set<String> heard = term.hosts().takeHeardLately();
    if (!heard.isEmpty()) {
      transactions.run(
          () -> {
            leadership.fence(term.epoch());
            runners.heard(heard, clock.instant());
          });
    }
  }

  /** Tells runners of what people want ended. */
  private void cancel(Term term) {
    Set<String> ending = Set.copyOf(transactions.call(queue::cancelling));
    for (LiveAttempt attempt : term.attempts()) {
      if (ending.contains(attempt.experimentId()) && !attempt.cancelling()) {
        guard.run(term, attempt.experimentId(), () -> cancelAgain(term, attempt));
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
    transactions.run(
        () -> {
          leadership.fence(term.epoch());
          experimentFlow.sendAgain(attempt.attemptId(), term.epoch(), clock.instant());
        });
    term.change(attempt.attemptId(), sent -> sent.commanded(term.time().now()));
  }

  private void cancelAgain(Term term, LiveAttempt attempt) {
    transactions.run(
        () -> {
          leadership.fence(term.epoch());
          experimentFlow.cancelAgain(attempt.attemptId(), term.epoch(), clock.instant());
        });
    term.change(
        attempt.attemptId(),
        told -> told.standing(told.started(), true).commanded(term.time().now()));
  }

  private void lost(Term term, LiveAttempt attempt, String why) {
    transactions.run(
        () -> {
          leadership.fence(term.epoch());
          experimentFlow.happens(
              attempt.experimentId(),
              new LeaseEvent.Lost(attempt.token()),
              Circumstances.losing(term.epoch(), clock.instant(), why));
        });
    term.remove(attempt.attemptId());
  }
}
