package dev.modelgate.runner.claim;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that this runner is to run, with all it takes.
 *
 * @param eventId the event that said so
 * @param epoch of the leader that said so
 * @param environment of the job, as the workflow file states it
 * @param metrics what to read when the job has ended
 * @param layout what the workflow file says of a container and its folders
 * @param traceparent header of the event; whatever is said of the attempt goes out with it
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
    List<WantedMetric> metrics,
    Layout layout,
    @Nullable String traceparent) {

  /**
   * A metric that a check names.
   *
   * @param metric a tag or a name, as the source has them; empty where it has none
   * @param aggregate how a series becomes one number; null where the metric is one
   */
  public record WantedMetric(
      String key,
      String source,
      String file,
      String pointer,
      String metric,
      @Nullable String aggregate) {

    public WantedMetric {
      // What an agent before this one wrote down does not have it.
      metric = metric == null ? "" : metric;
    }
  }

  /**
   * A container and its folders, as the workflow file writes them; null where it does not.
   *
   * @param container the image
   * @param workingDirectory where the job starts
   * @param artifactDirectory where it leaves its artifacts
   * @param modelPath where it leaves its model
   * @param modelType what kind of model that is
   */
  public record Layout(
      @Nullable String container,
      @Nullable String workingDirectory,
      @Nullable String artifactDirectory,
      @Nullable String modelPath,
      @Nullable String modelType) {

    /** A file that says nothing of them. */
    public static Layout none() {
      return new Layout(null, null, null, null, null);
    }
  }

  public Assignment {
    AttemptKey.requirePlain("a project", projectId);
    environment = Map.copyOf(environment);
    metrics = List.copyOf(metrics);
    // What an agent before this one wrote down may not have it.
    layout = layout == null ? Layout.none() : layout;
  }
}
