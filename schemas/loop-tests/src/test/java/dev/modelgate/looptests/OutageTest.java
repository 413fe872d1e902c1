package dev.modelgate.looptests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.embedded.EmbeddedKafka;
import dev.modelgate.embedded.EmbeddedPostgres;
import dev.modelgate.events.PlanDeclined;
import dev.modelgate.events.wire.Topic;
import dev.modelgate.stream.Outbox;
import dev.modelgate.stream.Transactions;
import dev.modelgate.stream.observe.Alarms;
import dev.modelgate.stream.rows.TaskTable;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka or PostgreSQL are away for a while: nothing is lost, nothing happens twice. */
class OutageTest {

  @TempDir private Path folder;
  private EmbeddedKafka kafka;
  private EmbeddedPostgres postgres;
  private Stage stage;
  private ApplicationContext service;

  @BeforeEach
  void start() {
    kafka = EmbeddedKafka.start(folder.resolve("kafka"));
    postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
    postgres.createDatabaseIfMissing("outage");
    stage =
        Stage.on(
            new Stage.Address(
                kafka.bootstrapServers(),
                postgres.jdbcUrl("outage"),
                postgres.user(),
                postgres.password()),
            "outage");
    service = stage.start("one");
  }

  @AfterEach
  void stop() {
    stage.close();
    kafka.close();
    postgres.close();
  }

  @Test
  void survivesBothAndStopsWithoutEither() throws SQLException {
    send(1, 20);
    Stage.await("the beginning", () -> stage.effects("a") > 0);

    stage.update(
        "insert into task (kind, key, host, payload, holder, lease, leased_until) values"
            + " ('another', 'held', 'host', '1', 4711, 1, now())");
    postgres.close();
    send(21, 40);
    Alarms alarms = service.getBean(Alarms.class);
    Stage.await("the alarm", () -> alarms.current().containsKey("loop"));
    assertThat(alarms.current()).containsKey("postgresql");
    postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
    assertThat(takenFromItsHolder()).as("nobody could renew meanwhile").isEmpty();
    awaitEffects(40);
    Stage.await("the end of the alarms", () -> alarms.current().isEmpty());

    kafka.close();
    for (int number = 41; number <= 60; number++) {
      answer("a", number);
      answer("b", number);
    }
    kafka = EmbeddedKafka.start(folder.resolve("kafka"));
    Stage.await(
        "an empty outbox",
        Duration.ofSeconds(60),
        () -> stage.number("select count(*) from outbox where sent_at is null") == 0);
    send(61, 70);
    awaitEffects(50);
    assertThat(answers("a")).containsExactlyElementsOf(upTo(70));
    assertThat(answers("b")).containsExactlyElementsOf(upTo(70));

    kafka.close();
    postgres.close();
    long before = System.nanoTime();
    service.close();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
  }

  private Optional<TaskTable.Taken> takenFromItsHolder() throws SQLException {
    try (Connection connection = stage.connect()) {
      return TaskTable.take(connection, 4712, 15, List.of(), List.of("another"), List.of());
    }
  }

  private void send(int from, int to) {
    for (int number = from; number <= to; number++) {
      stage.send(new Ping("a" + number, "a", number, "task"));
      stage.send(new Ping("b" + number, "b", number, "task"));
    }
  }

  private void answer(String key, int number) {
    Ping ping = new Ping(key + number, key, number, "");
    service
        .getBean(Transactions.class)
        .run(
            () ->
                service
                    .getBean(Outbox.class)
                    .add(
                        Topic.WORKFLOW_PLANS,
                        key,
                        TinyCodec.answered("answer " + ping.id(), ping, "")));
  }

  /** Each event leaves a row of its own and one of its task. */
  private void awaitEffects(int events) {
    for (String key : List.of("a", "b")) {
      Stage.await(
          "the rows of " + key, Duration.ofSeconds(60), () -> stage.effects(key) >= 2L * events);
      assertThat(stage.effects(key)).isEqualTo(2L * events);
    }
  }

  /** The answers of a key in their topic, doubles dropped by their ids as an inbox does. */
  private List<Integer> answers(String key) {
    List<String> seen = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    stage
        .records(stage.names().of(Topic.WORKFLOW_PLANS), key)
        .forEach(
            record -> {
              PlanDeclined answer = (PlanDeclined) stage.decode(record.value());
              if (!seen.contains(answer.getEventId())) {
                seen.add(answer.getEventId());
                numbers.add(Integer.parseInt(answer.getRef()));
              }
            });
    return numbers;
  }

  private static List<Integer> upTo(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }
}
