package dev.modelgate.reporter.intake;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was answered to a git event or a command for one commit. */
public sealed interface PlanAnswer permits PlanAnswer.Planned, PlanAnswer.Declined {

  /** Identity of the answer. */
  String eventId();

  /** When it was given. */
  Instant at();

  /** The project. */
  ProjectRef project();

  /** Full name of the ref. */
  String ref();

  /** The commit; null where a ref was deleted. */
  @Nullable String sha();

  /** Every workflow of the file. */
  List<WorkflowAnswer> workflows();

  /** At least one workflow runs. */
  record Planned(
      String eventId,
      Instant at,
      ProjectRef project,
      String ref,
      String sha,
      List<WorkflowAnswer> workflows,
      List<PlannedRun> runs)
      implements PlanAnswer {}

  /**
   * Nothing runs.
   *
   * @param sentence why, for people
   * @param problems errors of the file as a whole
   */
  record Declined(
      String eventId,
      Instant at,
      ProjectRef project,
      String ref,
      @Nullable String sha,
      DeclineReason reason,
      String sentence,
      @Nullable Commit commit,
      List<WorkflowAnswer> workflows,
      List<Problem> problems)
      implements PlanAnswer {}

  /**
   * What became of one workflow.
   *
   * @param reason why it is not planned
   */
  record WorkflowAnswer(
      String workflow,
      WorkflowState state,
      @Nullable Integer runNumber,
      @Nullable String reason,
      List<Problem> problems) {}
}
