package dev.modelgate.scheduler;

import dev.modelgate.scheduler.announce.Refusal;
import dev.modelgate.scheduler.mirror.Asked;
import dev.modelgate.scheduler.mirror.CommitFacts;
import dev.modelgate.scheduler.mirror.RepositoryReader;
import dev.modelgate.scheduler.plan.Plan;
import dev.modelgate.scheduler.plan.PlanRequest;
import dev.modelgate.scheduler.plan.WorkflowPlanner;
import dev.modelgate.scheduler.store.PlanRow;
import dev.modelgate.scheduler.store.PlanStore;
import dev.modelgate.scheduler.store.ProjectRow;
import dev.modelgate.scheduler.store.ProjectStore;
import dev.modelgate.stream.GiveUp;
import dev.modelgate.stream.Transactions;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a commit from our mirror, plans it, and answers what is to be written then. */
@Singleton
class PlanMaker {

  private final PlanStore plans;
  private final ProjectStore projects;
  private final RepositoryReader repositories;
  private final PlanWriter writer;
  private final Transactions transactions;

  PlanMaker(
      PlanStore plans,
      ProjectStore projects,
      RepositoryReader repositories,
      PlanWriter writer,
      Transactions transactions) {
    this.plans = plans;
    this.projects = projects;
    this.repositories = repositories;
    this.writer = writer;
    this.transactions = transactions;
  }

  Runnable make(PlanRow plan) throws GiveUp {
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
              plan.planId(),
              plan.projectId(),
              plan.repository(),
              plan.ref(),
              sha,
              plan.beforeSha(),
              plan.defaultBranch(),
              project == null ? null : project.tip(),
              project == null ? null : project.tipBranch(),
              !plan.isRerun()),
          () -> Set.copyOf(transactions.call(() -> plans.findWaiting(plan.projectId()))));
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
        facts.map(CommitFacts::files).orElse(Map.of()));
  }
}
