package dev.modelgate.looptests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.events.PlanDeclined;
import dev.modelgate.events.wire.Topic;
import dev.modelgate.stream.Outbox;
import dev.modelgate.stream.Transactions;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An outbox that nobody sent for long is sent in order, without a gap; how fast, it prints. */
class DrainTest {

  private static final List<String> KEYS = List.of("a", "b", "c", "d");
  private static final int ROWS = Integer.getInteger("soak.rows", 20_000);
  private static final int BATCH = 500;

  private final Stage stage = Stage.onTestParts();

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void drainsAnOutboxOfManyRowsInTheOrderOfEachKey() {
    ApplicationContext silent = stage.start("silent", Map.of("modelgate.loop.enabled", false));
    fill(silent);
    assertThat(unsent()).isEqualTo(ROWS);
    silent.close();

    long begun = System.nanoTime();
    stage.start("one");
    Stage.await("an empty outbox", Duration.ofSeconds(120), () -> unsent() == 0);
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        "S24: %d rows sent in %.1f s, start included: %.0f rows/s%n",
        ROWS, seconds, ROWS / seconds);
    for (String key : KEYS) {
      assertThat(
              stage.records(stage.names().of(Topic.WORKFLOW_PLANS), key).stream()
                  .map(record -> ((PlanDeclined) stage.decode(record.value())).getRef())
                  .distinct())
          .containsExactlyElementsOf(
              IntStream.range(0, ROWS / KEYS.size()).mapToObj(String::valueOf).toList());
    }
  }

  private void fill(ApplicationContext silent) {
    Outbox outbox = silent.getBean(Outbox.class);
    for (int first = 0; first < ROWS / KEYS.size(); first += BATCH / KEYS.size()) {
      int from = first;
      silent
          .getBean(Transactions.class)
          .run(
              () -> {
                for (int number = from; number < from + BATCH / KEYS.size(); number++) {
                  for (String key : KEYS) {
                    Ping ping = new Ping(key + number, key, number, "");
                    outbox.add(
                        Topic.WORKFLOW_PLANS, key, TinyCodec.answered(ping.id(), ping, "kept"));
                  }
                }
              });
    }
  }

  private long unsent() {
    return stage.number("select count(*) from outbox where sent_at is null");
  }
}
