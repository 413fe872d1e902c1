package dev.modelgate.reporter.intake;

import dev.modelgate.events.AttemptSummary;
import dev.modelgate.events.ExperimentFinished;
import dev.modelgate.events.ExperimentQueued;
import dev.modelgate.events.ExperimentStarted;
import dev.modelgate.events.RunFinished;
import java.util.Map;

/** Reads how far experiments and runs are. */
public final class ExperimentCodec {

  private ExperimentCodec() {}

  public static QueuedExperiment queued(ExperimentQueued event) {
    var key =
        new RunKey(
            event.getRunId(),
            new ProjectRef(event.getProjectId(), event.getProjectName(), event.getRepository()),
            event.getRunNumber(),
            event.getWorkflow(),
            event.getRef(),
            event.getSha());
    return new QueuedExperiment(
        key,
        event.getOccurredAt(),
        event.getExperimentId(),
        event.getStep(),
        event.getMachine(),
        event.getAttemptNumber());
  }

  public static StartedExperiment started(ExperimentStarted event) {
    var key =
        new RunKey(
            event.getRunId(),
            new ProjectRef(event.getProjectId(), event.getProjectName(), event.getRepository()),
            event.getRunNumber(),
            event.getWorkflow(),
            event.getRef(),
            event.getSha());
    return new StartedExperiment(
        key,
        event.getOccurredAt(),
        event.getExperimentId(),
        event.getStep(),
        event.getAttemptId(),
        event.getAttemptNumber(),
        event.getRunnerName(),
        event.getStartedAt());
  }

  public static FinishedExperiment finished(ExperimentFinished event) {
    var key =
        new RunKey(
            event.getRunId(),
            new ProjectRef(event.getProjectId(), event.getProjectName(), event.getRepository()),
            event.getRunNumber(),
            event.getWorkflow(),
            event.getRef(),
            event.getSha());
    return new FinishedExperiment(
        key,
        event.getOccurredAt(),
        event.getSequence(),
        event.getExperimentId(),
        event.getStep(),
        Outcome.valueOf(event.getOutcome().name()),
        event.getExitCode(),
        event.getMessage(),
        event.getMetrics().stream()
            .map(
                m ->
                    new Metric(
                        m.getKey(), m.getValue(), m.getProblem(), m.getAggregate(), m.getNote()))
            .toList(),
        Map.copyOf(event.getEnvironment()),
        event.getAttempts().stream().map(ExperimentCodec::attempt).toList());
  }

  public static FinishedRun runFinished(RunFinished event) {
    var key =
        new RunKey(
            event.getRunId(),
            new ProjectRef(event.getProjectId(), event.getProjectName(), event.getRepository()),
            event.getRunNumber(),
            event.getWorkflow(),
            event.getRef(),
            event.getSha());
    return new FinishedRun(key, event.getOccurredAt(), event.getSequence());
  }

  private static Attempt attempt(AttemptSummary attempt) {
    return new Attempt(
        attempt.getAttemptId(),
        attempt.getNumber(),
        attempt.getToken(),
        attempt.getRunnerName(),
        Outcome.valueOf(attempt.getOutcome().name()),
        attempt.getExitCode(),
        attempt.getMessage(),
        attempt.getStartedAt(),
        attempt.getFinishedAt(),
        attempt.getNotes(),
        attempt.getLogBytes());
  }
}
