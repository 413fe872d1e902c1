package dev.modelgate.looptests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.events.wire.Topic;
import io.micronaut.context.ApplicationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several instances of one service: whoever handles a partition, each event has one effect. */
class OwnershipTest {

  private static final List<String> KEYS = List.of("a", "b", "c", "d", "e");

  private final Stage stage = Stage.onTestParts();

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void givesABatchUpThatAnotherInstanceHandled() {
    stage.start("one");
    stage.send(new Ping("first", "key", 1, "plain"));
    Stage.await("the first", () -> stage.effects("key") == 1);
    assertThat(
            stage.update(
                "update stream_offset set next_offset = next_offset + 1 where topic = '"
                    + stage.names().of(Topic.GIT_EVENTS)
                    + "' and next_offset > 0"))
        .isEqualTo(1);

    stage.send(new Ping("handled elsewhere", "key", 2, "plain"));
    stage.send(new Ping("third", "key", 3, "plain"));

    Stage.await("the third", () -> stage.effects("key") == 2);
    assertThat(numbers("key")).containsExactly(1, 3);
  }

  @Test
  void handsPartitionsOverWhileEventsCome() {
    ApplicationContext one = stage.start("one");
    send(1, 20);
    Stage.await("the beginning", () -> stage.effects("a") > 0);
    stage.start("two");
    send(21, 40);
    one.close();
    send(41, 50);
    ApplicationContext three = stage.start("three");
    send(51, 60);
    awaitAll(60);
    three.close();
  }

  @Test
  void goesOnWhereTwoProcessesHaveOneName() {
    stage.start("same");
    send(1, 10);
    Stage.await("the beginning", () -> stage.effects("a") > 0);
    stage.start("same");
    send(11, 30);
    awaitAll(30);
  }

  private void send(int from, int to) {
    for (int number = from; number <= to; number++) {
      for (String key : KEYS) {
        stage.send(new Ping(key + number, key, number, "plain"));
      }
    }
  }

  private void awaitAll(int last) {
    for (String key : KEYS) {
      Stage.await("all of " + key, () -> stage.effects(key) >= last);
      assertThat(numbers(key)).containsExactlyElementsOf(upTo(last));
    }
  }

  private List<Integer> numbers(String key) {
    List<Integer> numbers = new ArrayList<>();
    stage.query(
        "select number from effect where key = '" + key + "' order by id",
        row -> numbers.add(row.getInt(1)));
    return numbers;
  }

  private static List<Integer> upTo(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }
}
