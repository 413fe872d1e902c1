package dev.modelgate.scheduler.lease;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.modelgate.scheduler.lease.LeaseEvent.Report.Finished;
import dev.modelgate.scheduler.lease.LeaseEvent.Report.Progressed;
import dev.modelgate.scheduler.lease.LeaseEvent.Report.Started;
import dev.modelgate.scheduler.lease.LeaseEvent.Reported;
import dev.modelgate.scheduler.lease.Standing.Assigned;
import dev.modelgate.scheduler.lease.Standing.Over;
import dev.modelgate.scheduler.lease.Standing.Running;
import dev.modelgate.scheduler.lease.Standing.Waiting;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every standing meets every event; a pair without a row fails the build. */
class LeaseMachineTest {

  private static final int MOST = 3;
  private static final long TOKEN = 7;

  record Row(
      String sentence, Standing from, LeaseEvent event, Standing to, LeaseEffect... effects) {
    @Override
    public String toString() {
      return sentence;
    }
  }

  private static final Lease NEW = new Lease(1, TOKEN, 0);
  private static final Lease ONE = new Lease(1, TOKEN, 1);
  private static final Lease TWO = new Lease(1, TOKEN, 2);
  private static final Lease LAST = new Lease(MOST, TOKEN, 0);
  private static final Lease LAST_ONE = new Lease(MOST, TOKEN, 1);

  static Stream<Row> rows() {
    return Stream.of(waiting(), assigned(), running(), cancelling(), lastAttempt(), over())
        .flatMap(List::stream);
  }

  private static List<Row> waiting() {
    Waiting waiting = new Waiting(0);
    return List.of(
        new Row(
            "a host is found",
            waiting,
            new Placed(TOKEN),
            new Assigned(NEW, false),
            new Assign(NEW)),
        new Row(
            "cancelled in the queue",
            waiting,
            new CancelAsked(),
            new Over(Outcome.CANCELLED),
            new SayFinished(Outcome.CANCELLED)),
        new Row(
            "a late report of an earlier attempt",
            new Waiting(1),
            new Reported(3, 9, new Finished(Outcome.SUCCEEDED)),
            new Waiting(1),
            new Drop(DropReason.FENCED)),
        new Row(
            "a late start of an earlier attempt",
            new Waiting(1),
            new Reported(3, 9, new Started()),
            new Waiting(1),
            new Drop(DropReason.FENCED)),
        new Row(
            "late progress of an earlier attempt",
            new Waiting(1),
            new Reported(3, 9, new Progressed()),
            new Waiting(1),
            new Drop(DropReason.FENCED)),
        new Row("an earlier attempt is found lost again", waiting, new Lost(3), waiting),
        new Row(
            "Modelgate fails on it in the queue",
            waiting,
            new Broken(),
            new Over(Outcome.INTERNAL),
            new SayFinished(Outcome.INTERNAL)));
  }

  private static List<Row> assigned() {
    Assigned assigned = new Assigned(NEW, false);
    return List.of(
        new Row("placed twice", assigned, new Placed(8), assigned),
        new Row(
            "the job starts",
            assigned,
            new Reported(TOKEN, 1, new Started()),
            new Running(ONE, false),
            new SayStarted(ONE)),
        new Row(
            "the checkout goes on",
            assigned,
            new Reported(TOKEN, 1, new Progressed()),
            new Assigned(ONE, false)),
        new Row(
            "the checkout fails before the job starts",
            assigned,
            new Reported(TOKEN, 1, new Finished(Outcome.CONFIGURATION_ERROR)),
            new Over(Outcome.CONFIGURATION_ERROR),
            new EndAttempt(ONE, Outcome.CONFIGURATION_ERROR),
            new SayFinished(Outcome.CONFIGURATION_ERROR)),
        new Row(
            "a report with an older token",
            assigned,
            new Reported(6, 1, new Started()),
            assigned,
            new Drop(DropReason.FENCED)),
        new Row(
            "a report with a token that was never given",
            assigned,
            new Reported(99, 1, new Finished(Outcome.SUCCEEDED)),
            assigned,
            new Drop(DropReason.FENCED)),
        new Row(
            "the same report twice",
            new Assigned(ONE, false),
            new Reported(TOKEN, 1, new Progressed()),
            new Assigned(ONE, false),
            new Drop(DropReason.DOUBLE)),
        new Row(
            "the host is lost",
            assigned,
            new Lost(TOKEN),
            new Waiting(1),
            new EndAttempt(NEW, Outcome.INFRASTRUCTURE_LOST),
            new SendCancel(NEW, Outcome.INFRASTRUCTURE_LOST),
            new QueueAgain(2)),
        new Row("an earlier attempt is found lost", assigned, new Lost(6), assigned),
        new Row(
            "Modelgate fails on it before it starts",
            assigned,
            new Broken(),
            new Over(Outcome.INTERNAL),
            new EndAttempt(NEW, Outcome.INTERNAL),
            new SendCancel(NEW, Outcome.INFRASTRUCTURE_LOST),
            new SayFinished(Outcome.INTERNAL)),
        new Row(
            "cancelled before the start",
            assigned,
            new CancelAsked(),
            new Assigned(NEW, true),
            new SendCancel(NEW, Outcome.CANCELLED)));
  }

  private static List<Row> running() {
    Running running = new Running(ONE, false);
    return List.of(
        new Row("placed while it runs", running, new Placed(8), running),
        new Row(
            "Modelgate fails on it while it runs",
            running,
            new Broken(),
            new Over(Outcome.INTERNAL),
            new EndAttempt(ONE, Outcome.INTERNAL),
            new SendCancel(ONE, Outcome.INFRASTRUCTURE_LOST),
            new SayFinished(Outcome.INTERNAL)),
        new Row(
            "a second start is no news",
            running,
            new Reported(TOKEN, 2, new Started()),
            new Running(TWO, false)),
        new Row(
            "progress", running, new Reported(TOKEN, 2, new Progressed()), new Running(TWO, false)),
        new Row(
            "the job succeeds",
            running,
            new Reported(TOKEN, 2, new Finished(Outcome.SUCCEEDED)),
            new Over(Outcome.SUCCEEDED),
            new EndAttempt(TWO, Outcome.SUCCEEDED),
            new SayFinished(Outcome.SUCCEEDED)),
        new Row(
            "the job fails, which is never tried again",
            running,
            new Reported(TOKEN, 2, new Finished(Outcome.FAILED)),
            new Over(Outcome.FAILED),
            new EndAttempt(TWO, Outcome.FAILED),
            new SayFinished(Outcome.FAILED)),
        new Row(
            "the machine fails the job",
            running,
            new Reported(TOKEN, 2, new Finished(Outcome.INFRASTRUCTURE_LOST)),
            new Waiting(1),
            new EndAttempt(TWO, Outcome.INFRASTRUCTURE_LOST),
            new QueueAgain(2)),
        new Row(
            "a cancellation that nobody asked for counts as the machine's",
            running,
            new Reported(TOKEN, 2, new Finished(Outcome.CANCELLED)),
            new Waiting(1),
            new EndAttempt(TWO, Outcome.INFRASTRUCTURE_LOST),
            new QueueAgain(2)),
        new Row(
            "the host is lost while it runs",
            running,
            new Lost(TOKEN),
            new Waiting(1),
            new EndAttempt(ONE, Outcome.INFRASTRUCTURE_LOST),
            new SendCancel(ONE, Outcome.INFRASTRUCTURE_LOST),
            new QueueAgain(2)),
        new Row(
            "cancelled while it runs",
            running,
            new CancelAsked(),
            new Running(ONE, true),
            new SendCancel(ONE, Outcome.CANCELLED)));
  }

  private static List<Row> cancelling() {
    Running running = new Running(ONE, true);
    return List.of(
        new Row("cancelled twice", running, new CancelAsked(), running),
        new Row(
            "cancelled twice before the start",
            new Assigned(NEW, true),
            new CancelAsked(),
            new Assigned(NEW, true)),
        new Row(
            "starts although it is to end",
            new Assigned(NEW, true),
            new Reported(TOKEN, 1, new Started()),
            new Running(ONE, true),
            new SayStarted(ONE)),
        new Row(
            "the runner says that it was ended",
            running,
            new Reported(TOKEN, 2, new Finished(Outcome.CANCELLED)),
            new Over(Outcome.CANCELLED),
            new EndAttempt(TWO, Outcome.CANCELLED),
            new SayFinished(Outcome.CANCELLED)),
        new Row(
            "the job was faster than the cancellation",
            running,
            new Reported(TOKEN, 2, new Finished(Outcome.SUCCEEDED)),
            new Over(Outcome.SUCCEEDED),
            new EndAttempt(TWO, Outcome.SUCCEEDED),
            new SayFinished(Outcome.SUCCEEDED)),
        new Row(
            "the host is lost while it is being cancelled",
            running,
            new Lost(TOKEN),
            new Over(Outcome.CANCELLED),
            new EndAttempt(ONE, Outcome.INFRASTRUCTURE_LOST),
            new SendCancel(ONE, Outcome.INFRASTRUCTURE_LOST),
            new SayFinished(Outcome.CANCELLED)));
  }

  private static List<Row> lastAttempt() {
    return List.of(
        new Row(
            "the third host is lost",
            new Running(LAST, false),
            new Lost(TOKEN),
            new Over(Outcome.INFRASTRUCTURE_LOST),
            new EndAttempt(LAST, Outcome.INFRASTRUCTURE_LOST),
            new SendCancel(LAST, Outcome.INFRASTRUCTURE_LOST),
            new SayFinished(Outcome.INFRASTRUCTURE_LOST)),
        new Row(
            "the third machine fails",
            new Running(LAST, false),
            new Reported(TOKEN, 1, new Finished(Outcome.PREEMPTED)),
            new Over(Outcome.PREEMPTED),
            new EndAttempt(LAST_ONE, Outcome.PREEMPTED),
            new SayFinished(Outcome.PREEMPTED)));
  }

  private static List<Row> over() {
    Over over = new Over(Outcome.SUCCEEDED);
    return List.of(
        new Row("placed after the end", over, new Placed(8), over),
        new Row("broken after the end", over, new Broken(), over),
        new Row("cancelled after the end", over, new CancelAsked(), over),
        new Row("lost after the end", over, new Lost(TOKEN), over),
        new Row(
            "finished after the end",
            over,
            new Reported(TOKEN, 3, new Finished(Outcome.FAILED)),
            over,
            new Drop(DropReason.LATE)),
        new Row(
            "started after the end",
            over,
            new Reported(TOKEN, 3, new Started()),
            over,
            new Drop(DropReason.LATE)),
        new Row(
            "progressed after the end",
            over,
            new Reported(TOKEN, 3, new Progressed()),
            over,
            new Drop(DropReason.LATE)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void steps(Row row) {
    Step step = LeaseMachine.step(row.from(), row.event(), MOST);

    assertThat(step.next()).isEqualTo(row.to());
    assertThat(step.effects()).containsExactly(row.effects());
  }

  @Test
  void tellsEveryStandingWhatEveryEventMeans() {
    Set<String> told =
        rows().map(row -> kind(row.from()) + " " + kind(row.event())).collect(Collectors.toSet());

    for (Class<?> standing : Standing.class.getPermittedSubclasses()) {
      for (String event : events()) {
        assertThat(told).contains(standing.getSimpleName() + " " + event);
      }
    }
  }

  private static List<String> events() {
    return Stream.concat(
            Stream.of(LeaseEvent.class.getPermittedSubclasses())
                .filter(type -> type != Reported.class)
                .map(Class::getSimpleName),
            Stream.of(LeaseEvent.Report.class.getPermittedSubclasses())
                .map(type -> "Reported." + type.getSimpleName()))
        .toList();
  }

  private static String kind(Object value) {
    return value instanceof Reported reported
        ? "Reported." + reported.report().getClass().getSimpleName()
        : value.getClass().getSimpleName();
  }
}
