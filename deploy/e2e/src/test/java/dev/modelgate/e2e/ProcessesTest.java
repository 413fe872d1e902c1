package dev.modelgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.events.wire.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Services as processes of their own: together they are one Modelgate, whichever of them dies. */
@Tag("soak")
class ProcessesTest {

  private static final List<String> FIVE =
      List.of("ingest-1", "scheduler-1", "checks-1", "reporter-1", "runner-1");

  @Test
  void reachesOneVerdictAndOneNoteWhicheverOfTheFiveIsKilledInTheMiddle() throws Exception {
    try (Workplace place = Workplace.create();
        Processes processes = Processes.start(place)) {
      Patient project = Patient.create(processes.site(), place, "patient");
      Patient.Push untouched = project.push("main", "untouched");
      project.awaitStart(untouched);
      project.letGo(untouched);
      assertThat(project.doubts(untouched)).as(processes.logs()).isEmpty();
      isOneTraceFromThePushToTheNote(new Log(processes.setting("bootstrap-servers")));
      assertThat(Dashboards.doubts(processes.site())).isEmpty();

      List<String> doubts = new ArrayList<>();
      for (String killed : FIVE) {
        Patient.Push push = project.push("main", killed);
        project.awaitStart(push);
        processes.kill(killed);
        project.letGo(push);
        processes.startAgain(killed);
        doubts.addAll(project.doubts(push));
      }
      assertThat(doubts).as(processes.logs()).isEmpty();
      assertThat(transactions(processes)).isEmpty();
    }
  }

  private static void isOneTraceFromThePushToTheNote(Log log) {
    Set<String> push = log.traces(Topic.GIT_EVENTS);
    assertThat(push).hasSize(1).doesNotContain("");
    for (Topic topic :
        List.of(
            Topic.WORKFLOW_PLANS,
            Topic.RUNNER_EVENTS,
            Topic.EXPERIMENTS,
            Topic.CHECK_RESULTS,
            Topic.REPORTS)) {
      assertThat(log.traces(topic)).as(topic.name()).isEqualTo(push);
    }
  }

  /** What the brokers know of transactions: there are none, so none can be torn. */
  private static Collection<TransactionListing> transactions(Processes processes) throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", processes.setting("bootstrap-servers")))) {
      return admin.listTransactions().all().get();
    }
  }
}
