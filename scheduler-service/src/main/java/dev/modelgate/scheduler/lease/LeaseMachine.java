package dev.modelgate.scheduler.lease;

import dev.modelgate.scheduler.lease.LeaseEffect.Assign;
import dev.modelgate.scheduler.lease.LeaseEffect.Drop;
import dev.modelgate.scheduler.lease.LeaseEffect.DropReason;
import dev.modelgate.scheduler.lease.LeaseEffect.EndAttempt;
import dev.modelgate.scheduler.lease.LeaseEffect.QueueAgain;
import dev.modelgate.scheduler.lease.LeaseEffect.SayFinished;
import dev.modelgate.scheduler.lease.LeaseEffect.SayStarted;
import dev.modelgate.scheduler.lease.LeaseEffect.SendCancel;
import dev.modelgate.scheduler.lease.LeaseEvent.Broken;
import dev.modelgate.scheduler.lease.LeaseEvent.CancelAsked;
import dev.modelgate.scheduler.lease.LeaseEvent.Lost;
import dev.modelgate.scheduler.lease.LeaseEvent.Placed;
import dev.modelgate.scheduler.lease.LeaseEvent.Report;
import dev.modelgate.scheduler.lease.LeaseEvent.Reported;
import dev.modelgate.scheduler.lease.Standing.Assigned;
import dev.modelgate.scheduler.lease.Standing.Over;
import dev.modelgate.scheduler.lease.Standing.Running;
import dev.modelgate.scheduler.lease.Standing.Waiting;
import java.util.ArrayList;
import java.util.List;

/**
 * Says what an event makes of an experiment, so that there is never more than one live attempt and
 * never more than one end.
 */
public final class LeaseMachine {

  private LeaseMachine() {}

  /**
   * One step.
   *
   * @param maxAttempts how many attempts an experiment gets when machines fail it
   */
  public static Step step(Standing standing, LeaseEvent event, int maxAttempts) {
    return switch (standing) {
      case Waiting waiting -> whileWaiting(waiting, event);
      case Assigned assigned ->
          whileLive(assigned, assigned.lease(), assigned.cancelling(), event, maxAttempts);
      case Running running ->
          whileLive(running, running.lease(), running.cancelling(), event, maxAttempts);
      case Over over ->
          switch (event) {
            case Reported _ -> Step.to(over, new Drop(DropReason.LATE));
            case Placed _, Lost _, CancelAsked _, Broken _ -> Step.to(over);
          };
    };
  }

  private static Step whileWaiting(Waiting waiting, LeaseEvent event) {
    return switch (event) {
      case Placed placed -> {
        Lease lease = new Lease(waiting.attempts() + 1, placed.token(), 0);
        yield Step.to(new Assigned(lease, false), new Assign(lease));
      }
      case CancelAsked _ ->
          Step.to(new Over(Outcome.CANCELLED), new SayFinished(Outcome.CANCELLED));
      case Reported _ -> Step.to(waiting, new Drop(DropReason.FENCED));
      case Lost _ -> Step.to(waiting);
      case Broken _ -> Step.to(new Over(Outcome.INTERNAL), new SayFinished(Outcome.INTERNAL));
    };
  }

  private static Step whileLive(
      Standing standing, Lease lease, boolean cancelling, LeaseEvent event, int maxAttempts) {
    return switch (event) {
      case Placed _ -> Step.to(standing);
      case CancelAsked _ ->
          cancelling
              ? Step.to(standing)
              : Step.to(asked(standing), new SendCancel(lease, Outcome.CANCELLED));
      case Lost lost when lost.token() != lease.token() -> Step.to(standing);
      case Lost _ -> lost(lease, cancelling, maxAttempts);
      case Broken _ ->
          Step.to(
              new Over(Outcome.INTERNAL),
              new EndAttempt(lease, Outcome.INTERNAL),
              new SendCancel(lease, Outcome.INFRASTRUCTURE_LOST),
              new SayFinished(Outcome.INTERNAL));
      case Reported reported when reported.token() != lease.token() ->
          Step.to(standing, new Drop(DropReason.FENCED));
      case Reported reported when reported.sequence() <= lease.sequence() ->
          Step.to(standing, new Drop(DropReason.DOUBLE));
      case Reported reported ->
          reported(standing, lease.taken(reported.sequence()), cancelling, reported, maxAttempts);
    };
  }

  private static Step reported(
      Standing standing, Lease lease, boolean cancelling, Reported reported, int maxAttempts) {
    return switch (reported.report()) {
      case Report.Started _ ->
          standing instanceof Running
              ? Step.to(new Running(lease, cancelling))
              : Step.to(new Running(lease, cancelling), new SayStarted(lease));
      case Report.Progressed _ ->
          Step.to(
              standing instanceof Running
                  ? new Running(lease, cancelling)
                  : new Assigned(lease, cancelling));
      case Report.Finished finished ->
          ended(lease, asTold(finished.outcome(), cancelling), cancelling, maxAttempts);
    };
  }

  /** A cancellation that nobody asked for is the host's doing, not a person's. */
  private static Outcome asTold(Outcome outcome, boolean cancelling) {
    return outcome == Outcome.CANCELLED && !cancelling ? Outcome.INFRASTRUCTURE_LOST : outcome;
  }

  private static Step lost(Lease lease, boolean cancelling, int maxAttempts) {
    Step end = ended(lease, Outcome.INFRASTRUCTURE_LOST, cancelling, maxAttempts);
    List<LeaseEffect> effects = new ArrayList<>(end.effects());
    // The host may come back and read this before its first heartbeat is answered.
    effects.add(1, new SendCancel(lease, Outcome.INFRASTRUCTURE_LOST));
    return new Step(end.next(), effects);
  }

  private static Step ended(Lease lease, Outcome outcome, boolean cancelling, int maxAttempts) {
    EndAttempt end = new EndAttempt(lease, outcome);
    if (outcome.isInfrastructure() && !cancelling && lease.number() < maxAttempts) {
      return Step.to(new Waiting(lease.number()), end, new QueueAgain(lease.number() + 1));
    }
    Outcome last = outcome.isInfrastructure() && cancelling ? Outcome.CANCELLED : outcome;
    return Step.to(new Over(last), end, new SayFinished(last));
  }

  private static Standing asked(Standing standing) {
    return switch (standing) {
      case Assigned assigned -> new Assigned(assigned.lease(), true);
      case Running running -> new Running(running.lease(), true);
      case Waiting waiting -> waiting;
      case Over over -> over;
    };
  }
}
