package dev.modelgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two versions side by side, one of which writes events that the other was not built with. */
@Tag("soak")
class UpgradeTest {

  private static final List<String> SERVICES = List.of("ingest", "scheduler", "checks", "reporter");

  @Test
  void dropsNothingWhileOneInstanceAfterTheOtherBecomesTheNextVersion() throws Exception {
    try (Workplace place = Workplace.create()) {
      Path next = NextVersion.build(place);
      try (Processes processes = Processes.start(place, "--instances", "2")) {
        Patient project = Patient.create(processes.site(), place, "patient");
        List<String> doubts = new ArrayList<>();
        Set<String> pushed = new HashSet<>();
        for (int instance = 1; instance <= 2; instance++) {
          for (String service : SERVICES) {
            String upgraded = service + "-" + instance;
            Patient.Push push = project.push("main", upgraded);
            pushed.add(push.sha());
            project.awaitStart(push);
            processes.stop(upgraded);
            processes.startAgainFrom(next, upgraded);
            project.letGo(push);
            doubts.addAll(project.doubts(push));
            Patient.Push mixed = project.push("main", "with-" + upgraded);
            pushed.add(mixed.sha());
            project.awaitStart(mixed);
            project.letGo(mixed);
            doubts.addAll(project.doubts(mixed));
          }
        }
        assertThat(doubts).as(processes.logs()).isEmpty();
        Log log = new Log(processes.setting("bootstrap-servers"));
        Set<Integer> ofNextVersion = log.learnSchemas();
        assertThat(ofNextVersion).hasSize(NextVersion.CHANGED.size());
        assertThat(log.schemasOfPipeline()).containsAll(ofNextVersion);
        History.Found found = History.of(log, pushed);
        System.out.println("Two versions side by side: " + found.counts());
        assertThat(found.doubts()).isEmpty();
      }
    }
  }
}
