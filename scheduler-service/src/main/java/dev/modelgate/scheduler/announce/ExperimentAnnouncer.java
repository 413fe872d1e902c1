package dev.modelgate.scheduler.announce;

import dev.modelgate.events.wire.Topic;
import dev.modelgate.scheduler.intake.Metric;
import dev.modelgate.scheduler.store.AttemptRow;
import dev.modelgate.scheduler.store.AttemptStore;
import dev.modelgate.scheduler.store.ExperimentRow;
import dev.modelgate.scheduler.store.Json;
import dev.modelgate.scheduler.store.ProjectStore;
import dev.modelgate.scheduler.store.RunRow;
import dev.modelgate.scheduler.workflow.Check;
import dev.modelgate.stream.Ids;
import dev.modelgate.stream.Outbox;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in the current transaction how an experiment goes on. */
@Singleton
public class ExperimentAnnouncer {

  /** Leaves room in a record for everything else; what the checks name is always said. */
  private static final int ROOM_FOR_METRICS = 64 * 1024;

  private final ProjectStore projects;
  private final AttemptStore attempts;
  private final Outbox outbox;
  private final Json json;

  ExperimentAnnouncer(ProjectStore projects, AttemptStore attempts, Outbox outbox, Json json) {
    this.projects = projects;
    this.attempts = attempts;
    this.outbox = outbox;
    this.json = json;
  }

  /** It waits for its attempt of that number. */
  public void queued(
      RunRow run, ExperimentRow experiment, int number, Instant at, @Nullable String causedBy) {
    String eventId = Ids.derived(experiment.experimentId(), "queued", String.valueOf(number));
    outbox.add(
        Topic.EXPERIMENTS,
        run.projectId(),
        ExperimentsCodec.queued(
            new Said(eventId, at, causedBy),
            projects.nextSequence(run.projectId()),
            run,
            experiment,
            json.surroundings(experiment.surroundings()).container(),
            number));
  }

  /** The job of its attempt runs. */
  public void started(
      RunRow run,
      ExperimentRow experiment,
      AttemptRow attempt,
      Instant startedAt,
      Instant at,
      @Nullable String causedBy) {
    outbox.add(
        Topic.EXPERIMENTS,
        run.projectId(),
        ExperimentsCodec.started(
            new Said(Ids.derived(attempt.attemptId(), "started"), at, causedBy),
            projects.nextSequence(run.projectId()),
            run,
            experiment,
            attempt,
            startedAt));
  }

  /** It is over; the row says how. */
  public void finished(
      RunRow run,
      ExperimentRow experiment,
      List<Metric> metrics,
      Instant at,
      @Nullable String causedBy) {
    List<Check> checks = json.checks(experiment.checks());
    outbox.add(
        Topic.EXPERIMENTS,
        run.projectId(),
        ExperimentsCodec.finished(
            new Said(Ids.derived(experiment.experimentId(), "finished"), at, causedBy),
            projects.nextSequence(run.projectId()),
            run,
            experiment,
            attempts.findByExperimentIdOrderByNumber(experiment.experimentId()),
            checks,
            fitting(metrics, checks),
            json.texts(experiment.environment())));
  }

  private static List<Metric> fitting(List<Metric> metrics, List<Check> checks) {
    Set<String> named = checks.stream().map(Check::key).collect(Collectors.toSet());
    List<Metric> judged = metrics.stream().filter(m -> named.contains(m.key())).toList();
    return size(metrics) <= ROOM_FOR_METRICS ? metrics : judged;
  }

  private static int size(List<Metric> metrics) {
    return metrics.stream()
        .mapToInt(m -> m.key().length() + length(m.value()) + length(m.problem()))
        .sum();
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
