package dev.modelgate.reporter.intake;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as it was planned.
 *
 * @param gitEvent what led to it
 * @param problems warnings of the workflow and of the file
 */
public record PlannedRun(
    RunKey run,
    Instant at,
    PlannedEvent gitEvent,
    List<PlannedExperiment> experiments,
    List<Problem> problems)
    implements RunFact {

  /**
   * What a plan says of the git event that led to it.
   *
   * @param pusher who did it
   * @param defaultBranch short name of the default branch at that moment
   * @param mergeBase merge base with the default branch; null where there is none
   * @param workflowFile path of the file that was read
   * @param rerunOf number of the run that this one repeats; null for a push
   */
  public record PlannedEvent(
      Commit commit,
      String pusher,
      boolean onDefaultBranch,
      String defaultBranch,
      @Nullable String mergeBase,
      String workflowFile,
      @Nullable Integer rerunOf) {}
}
