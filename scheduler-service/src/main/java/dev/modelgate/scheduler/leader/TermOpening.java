package dev.modelgate.scheduler.leader;

import dev.modelgate.events.wire.TopicNames;
import dev.modelgate.scheduler.lease.LiveAttempt;
import dev.modelgate.scheduler.store.AttemptRow;
import dev.modelgate.scheduler.store.AttemptStore;
import dev.modelgate.scheduler.store.ExperimentRow;
import dev.modelgate.scheduler.store.ExperimentState;
import dev.modelgate.scheduler.store.ExperimentStore;
import dev.modelgate.scheduler.store.ReportOffsetRow;
import dev.modelgate.scheduler.store.ReportOffsetStore;
import dev.modelgate.scheduler.store.RunnerStore;
import dev.modelgate.stream.KafkaConfig;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Begins terms: reads what is live, and gives everybody the whole time to be heard. */
@Singleton
public class TermOpening {

  private final FencedTransactions fenced;
  private final ExperimentStore experiments;
  private final AttemptStore attempts;
  private final RunnerStore runners;
  private final ReportOffsetStore offsets;
  private final KafkaConfig kafka;
  private final TopicNames topics;
  private final Clock clock;

  TermOpening(
      FencedTransactions fenced,
      ExperimentStore experiments,
      AttemptStore attempts,
      RunnerStore runners,
      ReportOffsetStore offsets,
      KafkaConfig kafka,
      TopicNames topics,
      Clock clock) {
    this.fenced = fenced;
    this.experiments = experiments;
    this.attempts = attempts;
    this.runners = runners;
    this.offsets = offsets;
    this.kafka = kafka;
    this.topics = topics;
    this.clock = clock;
  }

  /** Begins a term of this instance. */
  public Term open(long epoch) {
    Hosts hosts = new Hosts(Duration.ZERO);
    List<LiveAttempt> live = new ArrayList<>();
    Map<Integer, Long> next =
        fenced.call(
            epoch,
            () -> {
              // Far fewer than a thousand attempts are placed a second, so none was ever higher.
              attempts.raiseTokens(clock.instant().toEpochMilli());
              hosts.approved(runners.findAllOrderByName());
              live.clear();
              attempts.live().forEach(attempt -> live.add(live(attempt)));
              return offsets.findAll().stream()
                  .collect(
                      Collectors.toMap(
                          ReportOffsetRow::kafkaPartition, ReportOffsetRow::nextOffset));
            });
    return new Term(
        epoch,
        RunnerTopics.open(kafka.bootstrapServers(), topics, next),
        new CountedTime(System::nanoTime),
        hosts,
        live);
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
}
