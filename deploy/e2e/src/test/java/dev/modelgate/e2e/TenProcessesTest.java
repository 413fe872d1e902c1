package dev.modelgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two of each: what one leaves undone the other does, before it comes back. */
@Tag("soak")
class TenProcessesTest {

  private static final List<String> SERVICES =
      List.of(
          "ingest-1",
          "scheduler-1",
          "checks-1",
          "reporter-1", //
          "ingest-2",
          "scheduler-2",
          "checks-2",
          "reporter-2");

  @Test
  void reachTheSameVerdictsWhicheverOfThemIsAway() throws Exception {
    try (Workplace place = Workplace.create();
        Processes processes = Processes.start(place, "--instances", "2")) {
      Patient project = Patient.create(processes.site(), place, "patient");
      Patient.Push untouched = project.push("main", "untouched");
      project.awaitStart(untouched);
      project.letGo(untouched);
      List<String> doubts = new ArrayList<>(project.doubts(untouched));
      for (String away : SERVICES) {
        Patient.Push push = project.push("main", away);
        project.awaitStart(push);
        processes.kill(away);
        project.letGo(push);
        doubts.addAll(project.doubts(push));
        Patient.Push without = project.push("main", "without-" + away);
        project.awaitStart(without);
        project.letGo(without);
        doubts.addAll(project.doubts(without));
        processes.startAgain(away);
      }
      for (String runner : List.of("runner-1", "runner-2")) {
        Patient.Push push = project.push("main", runner);
        project.awaitStart(push);
        processes.kill(runner);
        project.letGo(push);
        processes.startAgain(runner);
        doubts.addAll(project.doubts(push));
      }
      assertThat(doubts).as(processes.logs()).isEmpty();
    }
  }
}
