package dev.modelgate.events.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The topic table says what the architecture's does. */
class TopicTest {

  private static final long DAY = 24L * 60 * 60 * 1000;

  @ParameterizedTest
  @CsvSource({
    "PROJECTS, projects, compact, 0",
    "GIT_EVENTS, git-events, delete, 30",
    "WORKFLOW_PLANS, workflow-plans, delete, 30",
    "RUNNERS, runners, compact, 0",
    "RUNNER_EVENTS, runner-events, delete, 7",
    "EXPERIMENTS, experiments, delete, 0",
    "CHECK_RESULTS, check-results, delete, 0",
    "QUEUE, queue, compact, 0",
    "REPORTS, reports, delete, 90",
    "LOGS, logs, delete, 1",
    "SCHEMAS, schemas, compact, 0"
  })
  void keepsRecordsAsLongAsTheTableSays(Topic topic, String suffix, String policy, int days) {
    Map<String, String> settings = topic.settings();
    assertThat(new TopicNames("modelgate").of(topic)).isEqualTo("modelgate." + suffix);
    assertThat(settings).containsEntry("cleanup.policy", policy);
    assertThat(settings).containsEntry("retention.ms", days == 0 ? "-1" : "" + days * DAY);
    assertThat(topic.compacted()).isEqualTo(policy.equals("compact"));
  }

  @Test
  void keepsHeartbeatsAnHourAndHasNamesOfItsOwnForAll() {
    assertThat(Topic.RUNNER_HEARTBEATS.settings()).containsEntry("retention.ms", "" + DAY / 24);
    assertThat(Arrays.stream(Topic.values()).map(Topic::suffix)).doesNotHaveDuplicates();
  }

  @Test
  void namesCommandAndDeadLetterTopics() {
    TopicNames names = new TopicNames("t1");
    assertThat(names.runnerCommands("r-1")).isEqualTo("t1.runner-commands.r-1");
    assertThat(names.deadLetter(names.of(Topic.LOGS))).isEqualTo("t1.logs.dead-letter");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "ä", "a\nb"})
  void refusesNamesThatKafkaDoesNotTake(String text) {
    assertThatThrownBy(() -> new TopicNames(text)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TopicNames("m").runnerCommands(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
