package dev.modelgate.looptests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.events.PlanDeclined;
import dev.modelgate.events.wire.Topic;
import dev.modelgate.events.wire.Topics;
import dev.modelgate.stream.Outbox;
import dev.modelgate.stream.Transactions;
import dev.modelgate.stream.observe.Alarms;
import dev.modelgate.stream.rows.CurrentConnection;
import dev.modelgate.stream.rows.InstanceLocks;
import dev.modelgate.stream.rows.OutboxTable;
import dev.modelgate.stream.rows.PendingRows;
import dev.modelgate.stream.rows.RelayLeaseTable;
import io.micronaut.context.ApplicationContext;
import io.micronaut.transaction.TransactionOperations;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How events leave. */
class RelayTest {

  private static final String MARKED =
      "select (extract(epoch from max(sent_at)) * 1000000)::bigint from outbox";

  private static final Stage STAGE = Stage.onTestParts();
  private static ApplicationContext service;

  @BeforeAll
  static void start() {
    service = STAGE.start("one");
  }

  @AfterAll
  static void stop() {
    STAGE.close();
  }

  @Test
  void sendsNothingOfATransactionThatIsRolledBack() {
    assertThatThrownBy(
            () ->
                transactions()
                    .run(
                        () -> {
                          add("rolled back", 1);
                          throw new IllegalStateException("no");
                        }))
        .hasMessage("no");
    transactions().run(() -> add("rolled back", 2));
    Stage.await("the second", () -> !answersIn("rolled back").isEmpty());
    assertThat(answersIn("rolled back")).extracting(PlanDeclined::getRef).containsExactly("2");
  }

  @Test
  void belongsToTheOuterTransactionWhereOneJoinsIt() {
    TransactionOperations<?> operations = service.getBean(TransactionOperations.class);
    assertThatThrownBy(
            () ->
                transactions()
                    .run(
                        () -> {
                          operations.executeWrite(
                              status -> {
                                add("joined", 1);
                                return true;
                              });
                          throw new IllegalStateException("no");
                        }))
        .hasMessage("no");
    transactions()
        .run(
            () -> {
              add("joined", 2);
              operations.executeWrite(
                  status -> {
                    add("joined", 3);
                    return true;
                  });
              add("joined", 4);
            });
    Stage.await("all of the second", () -> answersIn("joined").size() == 3);
    assertThat(answersIn("joined")).extracting(PlanDeclined::getRef).containsExactly("2", "3", "4");
  }

  @Test
  void refusesEventsOutsideATransactionAndAboveTheLimit() {
    assertThatThrownBy(() -> add("outside", 1)).isInstanceOf(IllegalStateException.class);
    PlanDeclined large =
        TinyCodec.answered("large", new Ping("it", "large", 1, ""), "x".repeat(256 * 1024));
    assertThatThrownBy(
            () -> transactions().run(() -> outbox().add(Topic.WORKFLOW_PLANS, "large", large)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 262144 bytes");
  }

  @Test
  void holdsBackOnlyTheTopicThatIsNotThere() {
    String missing = STAGE.names().runnerCommands("late");
    transactions()
        .run(
            () -> {
              for (int number = 1; number <= 5; number++) {
                outbox().add(missing, "late", answer("late", number));
                add("punctual", number);
              }
            });
    Stage.await("the others", () -> answersIn("punctual").size() == 5);
    assertThat(unsent("late")).isEqualTo(5);
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", STAGE.address().bootstrapServers()))) {
      Topics.applyRunnerCommands(admin, STAGE.names(), "late", 1);
    }
    Stage.await("those held back", () -> unsent("late") == 0);
    assertThat(STAGE.records(missing, "late"))
        .extracting(record -> ((PlanDeclined) STAGE.decode(record.value())).getRef())
        .containsExactly("1", "2", "3", "4", "5");
  }

  @Test
  void stopsWhenAnotherHolderHasTheLeaseAndGoesOnWhenThatIsOver() throws SQLException {
    transactions().run(() -> add("lease", 1));
    Stage.await("the first", () -> unsent("lease") == 0);
    try (Connection rival = STAGE.connect()) {
      InstanceLocks.hold(rival, 4711);
      STAGE.update(
          "update relay_lease set holder = 4711, epoch = epoch + 1,"
              + " leased_until = now() + interval '1 hour'");
      transactions().run(() -> add("lease", 2));
      Stage.await("its notice", () -> !service.getBean(PendingRows.class).relayIsHere());
      transactions().run(() -> add("lease", 3));
      // Sent they may be, behind the rival's back; noted as sent they must not be.
      assertThat(unsent("lease")).isEqualTo(2);
    }
    Stage.await("all of them", () -> unsent("lease") == 0);
    assertThat(answersIn("lease").stream().map(PlanDeclined::getRef).distinct())
        .containsExactly("1", "2", "3");
  }

  @Test
  void marksNothingWithAnOldEpoch() throws SQLException {
    Stage other = Stage.onTestParts();
    try (other) {
      ApplicationContext quiet = other.start("quiet", Map.of("modelgate.loop.enabled", false));
      quiet
          .getBean(Transactions.class)
          .run(
              () ->
                  quiet
                      .getBean(Outbox.class)
                      .add(Topic.WORKFLOW_PLANS, "zombie", answer("zombie", 1)));
      List<Long> rows = List.of(other.number("select id from outbox"));
      OptionalLong old = take(quiet, 1);
      assertThat(take(quiet, 1)).isEmpty();
      other.update("update relay_lease set leased_until = now() - interval '1 second'");
      OptionalLong current = take(quiet, 2);

      assertThat(mark(quiet, rows, old.orElseThrow())).isFalse();
      assertThat(other.number("select count(*) from outbox where sent_at is null")).isEqualTo(1);
      assertThat(mark(quiet, rows, current.orElseThrow())).isTrue();
      assertThat(other.number("select count(*) from outbox where sent_at is null")).isZero();
    }
  }

  @Test
  void sendsTheLastMinutesAgainAtStart() {
    Stage other = Stage.onTestParts();
    try (other) {
      ApplicationContext first = other.start("one");
      other.send(new Ping("again", "again", 1, "plain"));
      String topic = other.names().of(Topic.WORKFLOW_PLANS);
      Stage.await("the answer", () -> other.records(topic, "again").size() == 1);
      Stage.await(
          "its mark", () -> other.number("select count(*) from outbox where sent_at is null") == 0);
      first.close();
      long marked = other.number(MARKED);
      other.start("one");
      Stage.await("the answer again", () -> other.records(topic, "again").size() == 2);
      Stage.await("its mark", () -> other.number("select count(*) from outbox where again") == 0);
      // Else whoever is started again and again would send more each time.
      assertThat(other.number(MARKED)).isEqualTo(marked);
      List<ConsumerRecord<byte[], byte[]>> both = other.records(topic, "again");
      assertThat(both.getFirst().value()).isEqualTo(both.getLast().value());
    }
  }

  @Test
  void waitsWithWhatItSendsAgainUntilItsTopicIsThere() {
    Stage other = Stage.onTestParts();
    try (other) {
      ApplicationContext first = other.start("one");
      String lost = other.names().runnerCommands("lost");
      // A day ago, and the newest of all: a machine may have been off for long.
      other.update(
          "insert into outbox (topic, record_key, value, headers, sent_at) select '"
              + lost
              + "', 'lost', convert_to('record ' || number, 'UTF8'), '{}',"
              + " now() - interval '1 day' from generate_series(1, 5001) as number");
      first.close();
      ApplicationContext second = other.start("one");
      other.send(new Ping("beside", "beside", 1, "plain"));
      Stage.await(
          "another topic's record",
          () -> !other.records(other.names().of(Topic.WORKFLOW_PLANS), "beside").isEmpty());
      Stage.await(
          "the alarm", () -> second.getBean(Alarms.class).current().containsKey("outbox " + lost));
      try (Admin admin =
          Admin.create(Map.of("bootstrap.servers", other.address().bootstrapServers()))) {
        Topics.applyRunnerCommands(admin, other.names(), "lost", 1);
      }
      Stage.await("the records that were lost", () -> other.records(lost, "lost").size() == 5001);
      assertThat(other.records(lost, "lost"))
          .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, 5001).mapToObj(number -> "record " + number).toList());
      Stage.await(
          "their end",
          () -> {
            forget(second);
            return other.number("select count(*) from outbox where record_key = 'lost'") == 0;
          });
    }
  }

  private static int forget(ApplicationContext context) {
    return context
        .getBean(Transactions.class)
        .call(() -> context.getBean(CurrentConnection.class).use(c -> OutboxTable.forget(c, 24)));
  }

  private static OptionalLong take(ApplicationContext context, long holder) {
    return context
        .getBean(Transactions.class)
        .call(
            () ->
                context
                    .getBean(CurrentConnection.class)
                    .use(
                        c -> {
                          InstanceLocks.hold(c, holder);
                          return RelayLeaseTable.take(c, holder, 60);
                        }));
  }

  private static boolean mark(ApplicationContext context, List<Long> rows, long epoch) {
    return context
        .getBean(Transactions.class)
        .call(
            () ->
                context
                    .getBean(CurrentConnection.class)
                    .use(c -> OutboxTable.markSent(c, rows, epoch)));
  }

  private static void add(String key, int number) {
    outbox().add(Topic.WORKFLOW_PLANS, key, answer(key, number));
  }

  private static PlanDeclined answer(String key, int number) {
    return TinyCodec.answered(key + number, new Ping("it", key, number, ""), "");
  }

  private static long unsent(String key) {
    return STAGE.number(
        "select count(*) from outbox where sent_at is null and record_key = '" + key + "'");
  }

  private static List<PlanDeclined> answersIn(String key) {
    return STAGE.records(STAGE.names().of(Topic.WORKFLOW_PLANS), key).stream()
        .map(record -> (PlanDeclined) STAGE.decode(record.value()))
        .toList();
  }

  private static Transactions transactions() {
    return service.getBean(Transactions.class);
  }

  private static Outbox outbox() {
    return service.getBean(Outbox.class);
  }
}
