package dev.modelgate.checks.intake;

import java.util.List;

/**
 * A run whose experiments have all ended and been judged.
 *
 * @param eventId identity of the event that said so
 * @param workflows every workflow that was looked at for the same event
 */
public record FinishedRun(
    String eventId, Run run, List<Conclusion> experiments, List<PlannedWorkflow> workflows) {
  public FinishedRun {
    experiments = List.copyOf(experiments);
    workflows = List.copyOf(workflows);
  }
}
