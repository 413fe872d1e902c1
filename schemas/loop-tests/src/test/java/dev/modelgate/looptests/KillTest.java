package dev.modelgate.looptests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.events.PlanDeclined;
import dev.modelgate.events.ReportDelivered;
import dev.modelgate.events.wire.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A service is killed again and again while events come; each event has its row, its answer and its
 * task exactly once in the end, in the order of its key.
 */
class KillTest {

  private static final List<String> KEYS = List.of("a", "b", "c");
  private static final int KILLS = Integer.getInteger("soak.kills", 2);
  private static final int PER_ROUND = 2;
  private static final Path LOG = Path.of("target", "killed.log");
  private static final long SEED = 20260102L;

  private final Stage stage = Stage.onTestParts();
  private final List<TinyProcess> processes = new ArrayList<>();

  @AfterEach
  void stop() {
    processes.forEach(TinyProcess::kill);
    stage.close();
  }

  @Test
  void hasEachEffectOnceHoweverOftenItIsKilled() {
    stage.start("tables", Map.of("modelgate.loop.enabled", false)).close();
    Random random = new Random(SEED);
    int sent = 0;
    int atFailpoints = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      int all = KEYS.size() * (sent + PER_ROUND);
      int waiting = all - (int) stage.number("select count(*) from effect where kind = 'event'");
      TinyProcess process = start(failpoint(kill, waiting, random));
      send(sent + 1, sent + PER_ROUND);
      sent += PER_ROUND;
      Stage.await(
          "a death of its own, or all its work",
          Duration.ofSeconds(60),
          () -> !process.alive() || stage.number("select count(*) from effect") >= 2L * all);
      atFailpoints += process.alive() ? 0 : 1;
      process.kill();
    }
    start(Map.of());
    send(sent + 1, sent + PER_ROUND);
    int last = sent + PER_ROUND;

    Stage.await(
        "every row",
        Duration.ofSeconds(60),
        () -> stage.number("select count(*) from effect") >= 2L * last * KEYS.size());
    Stage.await(
        "an empty outbox",
        () -> stage.number("select count(*) from outbox where sent_at is null") == 0);
    assertThat(atFailpoints).isGreaterThan(KILLS / 2);
    for (String key : KEYS) {
      assertThat(rows(key, "event")).containsExactlyElementsOf(upTo(last));
      assertThat(rows(key, "task")).containsExactlyElementsOf(upTo(last));
      assertThat(numbers(Topic.WORKFLOW_PLANS, key)).containsExactlyElementsOf(upTo(last));
      assertThat(numbers(Topic.REPORTS, key)).containsExactlyElementsOf(upTo(last));
    }
    assertThat(stage.number("select count(*) from task")).isZero();
  }

  @Test
  void blamesNoEventWhereJavaItselfCannotGoOn() {
    TinyProcess process = start(Map.of());
    stage.send(new Ping("full", "a", 1, "fail of memory"));
    Stage.await("its end", () -> !process.alive());
    assertThat(process.exitCode()).isEqualTo(3);
    assertThat(stage.number("select count(*) from effect")).isZero();
    assertThat(stage.number("select count(*) from outbox")).isZero();
  }

  /**
   * Every third within the batch of all that waits, the others in what follows from it: its commit,
   * the relay's rounds, the tasks.
   *
   * @param waiting events that the next process finds
   */
  private static Map<String, Object> failpoint(int kill, int waiting, Random random) {
    int batch = waiting + 5;
    int call = kill % 3 == 0 ? 1 + random.nextInt(batch) : batch + random.nextInt(8 * waiting);
    return Map.of("tiny.halt-at", call, "tiny.halt-after", kill % 2 == 0);
  }

  private TinyProcess start(Map<String, Object> failpoint) {
    Map<String, Object> settings = new HashMap<>(stage.settings("killed"));
    settings.putAll(failpoint);
    TinyProcess process = TinyProcess.start(settings, LOG);
    processes.add(process);
    return process;
  }

  private void send(int from, int to) {
    for (int number = from; number <= to; number++) {
      for (String key : KEYS) {
        stage.send(new Ping(key + number, key, number, "task"));
      }
    }
  }

  private List<Integer> rows(String key, String kind) {
    List<Integer> numbers = new ArrayList<>();
    stage.query(
        "select number from effect where key = '" + key + "' and kind = '" + kind + "' order by id",
        row -> numbers.add(row.getInt(1)));
    return numbers;
  }

  /** What a consumer sees of a key: doubles of an id are dropped, as an inbox does. */
  private List<Integer> numbers(Topic topic, String key) {
    Set<String> seen = new HashSet<>();
    List<Integer> numbers = new ArrayList<>();
    stage
        .records(stage.names().of(topic), key)
        .forEach(
            record -> {
              SpecificRecord event = stage.decode(record.value());
              if (seen.add(String.valueOf(event.get(0)))) {
                numbers.add(Integer.parseInt(numberOf(event)));
              }
            });
    return numbers;
  }

  private static String numberOf(SpecificRecord event) {
    return event instanceof PlanDeclined answer
        ? answer.getRef()
        : ((ReportDelivered) event).getTarget();
  }

  private static List<Integer> upTo(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }
}
