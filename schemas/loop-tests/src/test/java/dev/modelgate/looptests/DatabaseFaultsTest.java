package dev.modelgate.looptests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.events.PlanDeclined;
import dev.modelgate.stream.Transactions;
import dev.modelgate.stream.observe.Alarms;
import dev.modelgate.stream.rows.DatabaseFailure;
import io.micronaut.context.ApplicationContext;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * PostgreSQL answers, but not well: its disk is full, its transactions collide, its connections are
 * all taken. No event is blamed for that, none is lost, each has its effect once.
 */
class DatabaseFaultsTest {

  private static final Stage STAGE = Stage.onTestParts();
  private static final AtomicInteger TESTS = new AtomicInteger();
  private static ApplicationContext service;

  private final String key = "key" + TESTS.incrementAndGet();

  @BeforeAll
  static void start() {
    service = STAGE.start("one", Map.of("datasources.default.connection-timeout", 1000));
  }

  @AfterAll
  static void stop() {
    STAGE.close();
  }

  @BeforeEach
  void sendTheFirst() {
    send(0, 0);
    Stage.await("the first", () -> STAGE.effects(key) == 1);
  }

  @AfterEach
  void refuseNoMore() {
    STAGE.update("drop trigger if exists refusal on effect");
  }

  @Test
  void waitsWithAnAlarmWhileTheDiskIsFullAndGoesOnByItself() {
    refuse("53100", "true");
    send(1, 10);
    Alarms alarms = service.getBean(Alarms.class);
    Stage.await("the alarm", () -> alarms.current().containsKey("loop"));
    assertThat(STAGE.effects(key)).isEqualTo(1);

    refuseNoMore();
    assertEachOnce(10);
    Stage.await("the end of the alarm", () -> alarms.current().isEmpty());
  }

  @Test
  void endsTheAlarmWhereRowsAreReadAgainThoughNothingIsToBeHandled() {
    STAGE.update("alter table stream_offset rename to hidden");
    try (ApplicationContext second = STAGE.start("two")) {
      Alarms alarms = second.getBean(Alarms.class);
      Stage.await("the alarm", () -> alarms.current().containsKey("loop"));
      STAGE.update("alter table hidden rename to stream_offset");
      Stage.await("the end of the alarm", () -> alarms.current().isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"40001", "40P01"})
  void repeatsTransactionsThatCollideWithoutBlamingTheirEvents(String state) {
    STAGE.update("create sequence collision_" + key);
    refuse(state, "nextval('collision_" + key + "') <= 20");
    send(1, 10);
    assertEachOnce(10);
    assertThat(STAGE.number("select last_value from collision_" + key)).isGreaterThan(20);
  }

  @Test
  void countsAfterTheCommitHoweverOftenATransactionIsRepeated() {
    Transactions transactions = service.getBean(Transactions.class);
    AtomicInteger tries = new AtomicInteger();
    AtomicInteger counted = new AtomicInteger();
    transactions.run(
        () -> {
          transactions.afterCommit(counted::incrementAndGet);
          transactions.run(() -> transactions.afterCommit(counted::incrementAndGet));
          assertThat(counted).hasValue(0);
          if (tries.incrementAndGet() < 3) {
            throw new DatabaseFailure(new SQLException("collided", "40001"));
          }
        });
    assertThat(tries).hasValue(3);
    assertThat(counted).hasValue(2);
    transactions.afterCommit(counted::incrementAndGet);
    assertThat(counted).hasValue(3);
  }

  @Test
  void waitsWhileAllConnectionsAreTaken() throws SQLException {
    DataSource pool = DelegatingDataSource.unwrapDataSource(service.getBean(DataSource.class));
    List<Connection> taken = new ArrayList<>();
    takeAll(pool, taken);
    send(1, 10);
    Alarms alarms = service.getBean(Alarms.class);
    Stage.await("the alarm", () -> alarms.current().containsKey("loop"));
    assertThat(STAGE.effects(key)).isEqualTo(1);
    for (Connection connection : taken) {
      connection.close();
    }
    assertEachOnce(10);
  }

  private static void takeAll(DataSource pool, List<Connection> taken) throws SQLException {
    try {
      while (taken.size() < 100) {
        taken.add(pool.getConnection());
      }
    } catch (SQLTransientConnectionException e) {
      assertThat(taken).isNotEmpty();
    }
  }

  /** Lets inserts fail with that state while the condition holds. */
  private void refuse(String state, String condition) {
    STAGE.update(
        """
        create or replace function refuse() returns trigger language plpgsql as $$
        begin
          if %s then raise exception 'as the test says' using errcode = '%s'; end if;
          return new;
        end $$"""
            .formatted(condition, state));
    STAGE.update(
        "create trigger refusal before insert on effect for each row execute function refuse()");
  }

  private void send(int from, int to) {
    for (int number = from; number <= to; number++) {
      STAGE.send(new Ping(key + "event" + number, key, number, "plain"));
    }
  }

  private void assertEachOnce(int last) {
    Stage.await("all of them", () -> STAGE.effects(key) >= last + 1);
    List<Integer> numbers = new ArrayList<>();
    STAGE.query(
        "select number from effect where key = '" + key + "' order by id",
        row -> numbers.add(row.getInt(1)));
    assertThat(numbers).containsExactlyElementsOf(IntStream.rangeClosed(0, last).boxed().toList());
    assertThat(STAGE.answers(key)).extracting(PlanDeclined::getSentence).containsOnly("plain");
  }
}
