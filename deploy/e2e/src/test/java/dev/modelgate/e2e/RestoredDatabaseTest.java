package dev.modelgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL goes back in time, as after a fail-over that lost the last commits or from a backup:
 * what happened since is found again in Kafka.
 */
@Tag("soak")
class RestoredDatabaseTest {

  /** What a runner does not hold is tried again after this time. */
  private static final Map<String, String> SOON =
      Map.of(
          "MODELGATE_SCHEDULER_UNKNOWN_AFTER", "10s", //
          "MODELGATE_SCHEDULER_LOST_AFTER", "20s");

  @Test
  void convergesToTheSameVerdictsFromWhatKafkaHas() throws Exception {
    try (Workplace place = Workplace.create();
        Processes processes = Processes.start(place, SOON)) {
      Patient project = Patient.create(processes.site(), place, "patient");
      Patient.Push kept = project.push("main", "kept");
      project.awaitStart(kept);
      project.letGo(kept);
      List<String> doubts = new ArrayList<>(project.doubts(kept));
      Path folder = processes.data().resolve("postgres");
      Path backup = place.of("backup");
      processes.stop("postgres");
      Programs.run("cp", "-a", folder.toString(), backup.toString());
      processes.startAgain("postgres");

      Patient.Push lost = project.push("main", "lost");
      project.awaitStart(lost);
      project.letGo(lost);
      doubts.addAll(project.doubts(lost));
      Patient.Push running = project.push("main", "running");
      project.awaitStart(running);
      processes.stop("postgres");
      Programs.run("rm", "-rf", folder.toString());
      Programs.run("mv", backup.toString(), folder.toString());
      processes.startAgain("postgres");

      project.letGo(running);
      // What ran in the time that was lost may run again: training is at least once.
      doubts.addAll(project.doubtsOfVerdict(running));
      doubts.addAll(project.doubtsOfVerdict(lost));
      Patient.Push after = project.push("main", "after");
      project.awaitStart(after);
      project.letGo(after);
      doubts.addAll(project.doubts(after));
      assertThat(doubts).as(processes.logs()).isEmpty();
    }
  }
}
