package dev.modelgate.scheduler;

import dev.modelgate.git.GitException;
import dev.modelgate.scheduler.announce.PlanAnnouncer;
import dev.modelgate.scheduler.announce.Refusal;
import dev.modelgate.scheduler.intake.GitEvent;
import dev.modelgate.scheduler.mirror.Asked;
import dev.modelgate.scheduler.mirror.CommitFacts;
import dev.modelgate.scheduler.mirror.RepositoryHost;
import dev.modelgate.scheduler.mirror.RepositoryReader;
import dev.modelgate.scheduler.plan.Plan;
import dev.modelgate.scheduler.plan.PlanRequest;
import dev.modelgate.scheduler.plan.WorkflowPlanner;
import dev.modelgate.scheduler.plan.WorkflowSource;
import dev.modelgate.scheduler.store.PlanRow;
import dev.modelgate.scheduler.store.PlanStore;
import dev.modelgate.scheduler.store.ProjectRow;
import dev.modelgate.scheduler.store.ProjectStore;
import dev.modelgate.stream.Failure;
import dev.modelgate.stream.GiveUp;
import dev.modelgate.stream.Task;
import dev.modelgate.stream.TaskRequest;
import dev.modelgate.stream.Tasks;
import dev.modelgate.stream.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a git event, reads its commit from our mirror, and says which workflows run for it. */
@Singleton
class PlanFlow {

  static final String TASK = "plan";

  private static final Logger LOG = LoggerFactory.getLogger(PlanFlow.class);
  private static final int TRIES_OF_OUR_OWN = 3;

  private final PlanStore plans;
  private final ProjectStore projects;
  private final RepositoryReader repositories;
  private final PlanWriter writer;
  private final PlanAnnouncer announcer;
  private final Tasks tasks;
  private final Transactions transactions;
  private final Clock clock;

  PlanFlow(
      PlanStore plans,
      ProjectStore projects,
      RepositoryReader repositories,
      PlanWriter writer,
      PlanAnnouncer announcer,
      Tasks tasks,
      Transactions transactions,
      Clock clock) {
    this.plans = plans;
    this.projects = projects;
    this.repositories = repositories;
    this.writer = writer;
    this.announcer = announcer;
    this.tasks = tasks;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** A git event: its commit has to be read before anything is said. */
  void on(GitEvent event) {
    request(
        new PlanRow(
            event.eventId(),
            event.eventId(),
            event.project().id(),
            event.project().name(),
            event.project().repository(),
            event.ref(),
            event.kind(),
            event.sha(),
            event.before(),
            event.pusher(),
            event.defaultBranch(),
            event.buildBranches(),
            null,
            null,
            clock.instant(),
            null,
            null));
  }

  /** The plans of a project are made one after the other, in the order of their requests. */
  void request(PlanRow plan) {
    if (plans.findByPlanId(plan.planId()).isEmpty()) {
      plans.save(plan);
      tasks.add(
          new TaskRequest(
              TASK,
              plan.projectId(),
              RepositoryHost.of(plan.repository()),
              PlanTask.of(plan.planId()),
              plan.planId()));
    }
  }

  /** Reads the commit and plans; what that means is written in one transaction afterwards. */
  Runnable carryOut(Task task) throws GiveUp {
    PlanRow plan = transactions.call(() -> plans.findByPlanId(PlanTask.planId(task)).orElseThrow());
    if (plan.isSettled()) {
      return () -> {};
    }
    try {
      return plan(plan);
    } catch (GitException e) {
      throw e;
    } catch (RuntimeException e) {
      if (task.attempt() < TRIES_OF_OUR_OWN) {
        throw e;
      }
      LOG.error("planning failed plan={} project={}", plan.planId(), plan.projectId(), e);
      return () -> writer.refuse(plan, Refusal.internal(plan));
    }
  }

  private Runnable plan(PlanRow plan) throws GiveUp {
    String sha = plan.sha();
    if (sha == null) {
      Plan deleted = WorkflowPlanner.plan(request(plan, Optional.empty()));
      return () -> writer.write(plan, null, Optional.empty(), deleted);
    }
    ProjectRow project =
        transactions.call(() -> projects.findByProjectId(plan.projectId())).orElse(null);
    String knownTip = project == null ? null : project.tip();
    Optional<CommitFacts> facts = read(plan, sha, project);
    if (facts.isEmpty()) {
      return () -> writer.refuse(plan, Refusal.commitMissing(plan, sha));
    }
    Plan made = WorkflowPlanner.plan(request(plan, facts));
    return () -> writer.write(plan, knownTip, facts, made);
  }

  private Optional<CommitFacts> read(PlanRow plan, String sha, @Nullable ProjectRow project)
      throws GiveUp {
    try {
      return repositories.read(
          new Asked(
              plan.projectId(),
              plan.repository(),
              plan.ref(),
              sha,
              plan.beforeSha(),
              plan.defaultBranch(),
              project == null ? null : project.tip(),
              project == null ? null : project.tipBranch(),
              !plan.isRerun()));
    } catch (IllegalArgumentException e) {
      // An address or a commit's name that git is never given.
      throw new GiveUp(Objects.requireNonNullElse(e.getMessage(), "it cannot be read"));
    }
  }

  private static PlanRequest request(PlanRow plan, Optional<CommitFacts> facts) {
    return new PlanRequest(
        plan.ref(),
        plan.kind(),
        plan.sha() == null,
        plan.buildBranches(),
        facts
            .map(CommitFacts::defaultBranch)
            .orElse(Objects.requireNonNullElse(plan.defaultBranch(), "")),
        facts.map(CommitFacts::onDefaultBranch).orElse(false),
        facts.map(CommitFacts::workflowFile).orElse(new WorkflowSource.Missing()),
        facts.map(CommitFacts::otherFiles).orElse(List.of()));
  }

  /** The repository did not answer for too long. */
  void gaveUp(Task task, String reason) {
    plans
        .lock(PlanTask.planId(task))
        .filter(plan -> !plan.isSettled())
        .ifPresent(plan -> writer.refuse(plan, Refusal.unreachable(plan, reason)));
  }

  /** The event could not even be taken: it is answered without any row, which may be the cause. */
  void failed(GitEvent event, Failure failure) {
    announcer.declined(
        event.eventId(),
        Refusal.of(
            event.project(),
            event.ref(),
            event.sha(),
            Refusal.Reason.INTERNAL,
            "Expected to plan this commit, but Modelgate failed (" + failure.reason() + ")."));
  }
}
