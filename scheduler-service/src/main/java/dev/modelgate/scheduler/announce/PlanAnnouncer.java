package dev.modelgate.scheduler.announce;

import dev.modelgate.events.wire.Topic;
import dev.modelgate.scheduler.mirror.BranchAdvance;
import dev.modelgate.scheduler.mirror.CommitFacts;
import dev.modelgate.scheduler.store.PlanRow;
import dev.modelgate.scheduler.store.ProjectStore;
import dev.modelgate.scheduler.yaml.Problem;
import dev.modelgate.stream.Ids;
import dev.modelgate.stream.Outbox;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Says in the current transaction what became of a git event or a command. */
@Singleton
public class PlanAnnouncer {

  private final ProjectStore projects;
  private final Outbox outbox;
  private final Clock clock;

  PlanAnnouncer(ProjectStore projects, Outbox outbox, Clock clock) {
    this.projects = projects;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** At least one workflow runs. */
  public void planned(
      PlanRow plan,
      CommitFacts facts,
      String workflowFile,
      List<NumberedWorkflow> workflows,
      List<Problem> problems) {
    outbox.add(
        Topic.WORKFLOW_PLANS,
        plan.projectId(),
        PlansCodec.planned(
            new Said(Ids.derived(plan.planId(), "planned"), clock.instant(), plan.planId()),
            plan,
            facts,
            workflowFile,
            workflows,
            problems));
  }

  /** Nothing runs; said once for each event that asked. */
  public void declined(String eventId, Refusal refusal) {
    outbox.add(
        Topic.WORKFLOW_PLANS,
        refusal.project().id(),
        PlansCodec.declined(
            new Said(Ids.derived(eventId, "declined"), clock.instant(), eventId), refusal));
  }

  /** The default branch moved. */
  public void advanced(PlanRow plan, BranchAdvance advance) {
    outbox.add(
        Topic.EXPERIMENTS,
        plan.projectId(),
        ExperimentsCodec.advanced(
            new Said(Ids.derived(plan.planId(), "advanced"), clock.instant(), plan.planId()),
            projects.nextSequence(plan.projectId()),
            plan.projectId(),
            plan.projectName(),
            plan.repository(),
            advance));
  }
}
