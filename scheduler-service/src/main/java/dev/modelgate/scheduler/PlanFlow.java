package dev.modelgate.scheduler;

import dev.modelgate.git.GitException;
import dev.modelgate.scheduler.announce.PlanAnnouncer;
import dev.modelgate.scheduler.announce.Refusal;
import dev.modelgate.scheduler.intake.GitEvent;
import dev.modelgate.scheduler.mirror.RepositoryHost;
import dev.modelgate.scheduler.store.PlanRow;
import dev.modelgate.scheduler.store.PlanStore;
import dev.modelgate.stream.Failure;
import dev.modelgate.stream.GiveUp;
import dev.modelgate.stream.Task;
import dev.modelgate.stream.TaskRequest;
import dev.modelgate.stream.Tasks;
import dev.modelgate.stream.Transactions;
import dev.modelgate.stream.rows.SqlFailures;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a git event, has its commit read and planned, and says which workflows run for it. */
@Singleton
class PlanFlow {

  static final String TASK = "plan";

  private static final Logger LOG = LoggerFactory.getLogger(PlanFlow.class);
  private static final int TRIES_OF_OUR_OWN = 3;

  private final PlanStore plans;
  private final PlanMaker maker;
  private final PlanWriter writer;
  private final PlanAnnouncer announcer;
  private final Tasks tasks;
  private final Transactions transactions;
  private final Clock clock;

  /** How often what became of a plan could not be written: the repository is not to blame. */
  private final Map<String, Integer> unwritten = new ConcurrentHashMap<>();

  PlanFlow(
      PlanStore plans,
      PlanMaker maker,
      PlanWriter writer,
      PlanAnnouncer announcer,
      Tasks tasks,
      Transactions transactions,
      Clock clock) {
    this.plans = plans;
    this.maker = maker;
    this.writer = writer;
    this.announcer = announcer;
    this.tasks = tasks;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** A git event: its commit has to be read before anything is said. */
  void on(GitEvent event) {
    request(PlanRow.of(event, clock.instant()));
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
      if (unwritten.getOrDefault(plan.planId(), 0) >= TRIES_OF_OUR_OWN) {
        return () -> refuse(plan, Refusal.internal(plan));
      }
      Runnable result = maker.make(plan);
      return () -> write(plan, result);
    } catch (GitException e) {
      throw e;
    } catch (RuntimeException e) {
      if (task.attempt() < TRIES_OF_OUR_OWN) {
        throw e;
      }
      LOG.error("planning failed plan={} project={}", plan.planId(), plan.projectId(), e);
      return () -> refuse(plan, Refusal.internal(plan));
    }
  }

  private void write(PlanRow plan, Runnable result) {
    try {
      result.run();
      unwritten.remove(plan.planId());
    } catch (RuntimeException e) {
      if (SqlFailures.meaningOf(e) == SqlFailures.Meaning.OWN) {
        LOG.error("plan not written plan={} project={}", plan.planId(), plan.projectId(), e);
        unwritten.merge(plan.planId(), 1, Integer::sum);
      }
      throw e;
    }
  }

  private void refuse(PlanRow plan, Refusal refusal) {
    writer.refuse(plan, refusal);
    unwritten.remove(plan.planId());
  }

  /** It was tried for too long: the repository did not answer, or we failed. */
  void gaveUp(Task task, String reason) {
    plans
        .lock(PlanTask.planId(task))
        .filter(plan -> !plan.isSettled())
        .ifPresent(
            plan ->
                refuse(
                    plan,
                    unwritten.containsKey(plan.planId())
                        ? Refusal.internal(plan)
                        : Refusal.unreachable(plan, reason)));
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
