package dev.modelgate.looptests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.events.wire.Topic;
import io.micronaut.context.ApplicationContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A service that was away for so long that Kafka has deleted what it wanted to read next. */
class RetentionTest {

  private static final String KEY = "key";

  private final Stage stage = Stage.onTestParts();

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void goesOnWithTheOldestRecordThatThereIsAndRepeatsNothing() throws Exception {
    ApplicationContext first = stage.start("one");
    send(1, 5);
    Stage.await("the first", () -> stage.effects(KEY) == 5);
    first.close();
    send(6, 10);
    deleteUntil(8);
    send(11, 12);

    stage.start("one");
    Stage.await("the last", () -> numbers().contains(12));
    assertThat(numbers()).containsExactly(1, 2, 3, 4, 5, 9, 10, 11, 12);
  }

  @Test
  void repeatsNothingWhereTheEdgeIsBehindWhatItHandled() throws Exception {
    ApplicationContext first = stage.start("one");
    send(1, 5);
    Stage.await("the first", () -> stage.effects(KEY) == 5);
    first.close();
    deleteUntil(3);
    send(6, 7);

    stage.start("one");
    Stage.await("the last", () -> numbers().contains(7));
    assertThat(numbers()).containsExactlyElementsOf(IntStream.rangeClosed(1, 7).boxed().toList());
  }

  private void send(int from, int to) {
    for (int number = from; number <= to; number++) {
      stage.send(new Ping("event" + number, KEY, number, "plain"));
    }
  }

  /** Deletes the oldest records, as retention would. */
  private void deleteUntil(int count) throws Exception {
    String topic = stage.names().of(Topic.GIT_EVENTS);
    int partition = stage.records(topic, KEY).getFirst().partition();
    Map<TopicPartition, RecordsToDelete> deleted = new HashMap<>();
    deleted.put(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(count));
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", stage.address().bootstrapServers()))) {
      admin.deleteRecords(deleted).all().get();
    }
  }

  private List<Integer> numbers() {
    List<Integer> numbers = new ArrayList<>();
    stage.query("select number from effect order by id", row -> numbers.add(row.getInt(1)));
    return numbers;
  }
}
