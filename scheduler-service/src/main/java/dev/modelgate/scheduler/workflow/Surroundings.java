package dev.modelgate.scheduler.workflow;

import org.jspecify.annotations.Nullable;

/**
 * Where a job runs and where it leaves what it made; texts as the file has them, paths of the
 * container or relative to the work tree.
 *
 * @param container image; null: none
 * @param workingDirectory where the job starts; null: the work tree
 * @param artifactDirectory where it leaves its artifacts; null: the attempt's own folder
 * @param modelPath where it leaves its model; null: not stated
 * @param modelType what kind of model that is; null: not stated
 */
public record Surroundings(
    @Nullable String container,
    @Nullable String workingDirectory,
    @Nullable String artifactDirectory,
    @Nullable String modelPath,
    @Nullable String modelType) {

  /** The file states nothing. */
  public static final Surroundings UNSTATED = new Surroundings(null, null, null, null, null);
}
