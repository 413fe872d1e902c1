package dev.modelgate.runner.claim;

import java.util.List;
import java.util.Map;

/**
 * An attempt that this runner is to run, with all it takes.
 *
 * @param eventId the event that said so
 * @param epoch of the leader that said so
 * @param environment of the job, as the workflow file states it
 * @param metrics what to read when the job has ended
 */
public record Assignment(
    String eventId,
    long epoch,
    AttemptKey key,
    int attemptNumber,
    String experimentId,
    String projectId,
    String projectName,
    String repository,
    String ref,
    String sha,
    int runNumber,
    String workflow,
    String step,
    String runnerId,
    String run,
    Map<String, String> environment,
    List<WantedMetric> metrics) {

  /** A metric that a check names. */
  public record WantedMetric(String key, String source, String file, String pointer) {}

  public Assignment {
    AttemptKey.requirePlain("a project", projectId);
    environment = Map.copyOf(environment);
    metrics = List.copyOf(metrics);
  }
}
