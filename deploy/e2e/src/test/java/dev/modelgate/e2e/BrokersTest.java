package dev.modelgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three brokers, each killed and each stopped in turn: no run is lost. */
@Tag("soak")
class BrokersTest {

  @Test
  void mayBeRestartedOneByOneWhileRunsGoOn() throws Exception {
    try (Workplace place = Workplace.create();
        Processes processes = Processes.start(place, "--brokers", "3")) {
      Patient project = Patient.create(processes.site(), place, "patient");
      List<String> doubts = new ArrayList<>();
      for (String how : List.of("killed", "stopped")) {
        for (String broker : List.of("kafka-1", "kafka-2", "kafka-3")) {
          Patient.Push before = project.push("main", how + "-" + broker);
          project.awaitStart(before);
          if (how.equals("killed")) {
            processes.kill(broker);
          } else {
            processes.stop(broker);
          }
          project.letGo(before);
          Patient.Push without = project.push("main", how + "-without-" + broker);
          project.awaitStart(without);
          processes.startAgain(broker);
          project.letGo(without);
          doubts.addAll(project.doubts(before));
          doubts.addAll(project.doubts(without));
        }
      }
      assertThat(doubts).as(processes.logs()).isEmpty();
    }
  }
}
