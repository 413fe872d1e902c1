package dev.modelgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.events.AttemptCancelled;
import dev.modelgate.events.ExperimentAssigned;
import dev.modelgate.events.Outcome;
import dev.modelgate.events.RunnerApproved;
import dev.modelgate.events.wire.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A leader that is stopped for a minute and then goes on finds that it leads no more. */
@Tag("soak")
class StoppedLeaderTest {

  private static final Duration STOPPED = Duration.ofSeconds(60);

  @Test
  void isRefusedByTheDatabaseAndByTheRunner() throws Exception {
    try (Workplace place = Workplace.create();
        Processes processes =
            Processes.start(place, "--instances", "2", "--runners", "1", "--slots", "2")) {
      Patient project = Patient.create(processes.site(), place, "patient");
      Patient.Push before = project.push("main", "before");
      project.awaitStart(before);
      long oldEpoch = Leaders.epoch(processes);
      String leader = Leaders.process(processes, oldEpoch);
      String standby = leader.equals("scheduler-1") ? "scheduler-2" : "scheduler-1";

      long stopped = System.nanoTime();
      processes.signal("STOP", leader);
      long epoch =
          Site.await(
              "the standby to lead",
              Duration.ofSeconds(30),
              () -> Leaders.epoch(processes),
              now -> now > oldEpoch);
      System.out.printf(
          "S2: the standby led %.1f s after the leader was stopped%n",
          (System.nanoTime() - stopped) / 1e9);
      assertThat(Leaders.process(processes, epoch)).isEqualTo(standby);
      Patient.Push during = project.push("main", "during");
      project.awaitStart(during);
      TimeUnit.NANOSECONDS.sleep(Math.max(0, STOPPED.toNanos() - (System.nanoTime() - stopped)));

      processes.signal("CONT", leader);
      cancelAsTheZombieWould(new Log(processes.setting("bootstrap-servers")), before, oldEpoch);
      Patient.Push after = project.push("other", "after");
      project.letGo(before);
      project.awaitStart(after);
      project.letGo(during);
      project.letGo(after);

      List<String> doubts = new ArrayList<>(project.doubts(before));
      doubts.addAll(project.doubts(during));
      doubts.addAll(project.doubts(after));
      assertThat(doubts).as(processes.logs()).isEmpty();
      assertThat(Leaders.epoch(processes)).isEqualTo(epoch);
      assertThat(processes.log(leader)).doesNotContain("leads epoch=" + (epoch + 1));
    }
  }

  /** What a leader that does not know that it was replaced could still have sent. */
  private static void cancelAsTheZombieWould(Log log, Patient.Push push, long epoch)
      throws Exception {
    String runner = log.events(Topic.RUNNERS, RunnerApproved.class).getFirst().getRunnerId();
    ExperimentAssigned assigned =
        log.commands(runner, ExperimentAssigned.class).stream()
            .filter(told -> told.getSha().equals(push.sha()))
            .findFirst()
            .orElseThrow();
    log.tell(
        runner,
        assigned.getAttemptId(),
        AttemptCancelled.newBuilder()
            .setEventId("a-zombies-word")
            .setOccurredAt(Instant.now())
            .setRunnerId(runner)
            .setEpoch(epoch)
            .setAttemptId(assigned.getAttemptId())
            .setToken(assigned.getToken())
            .setReason(Outcome.CANCELLED)
            .build());
  }
}
