package dev.modelgate.looptests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.stream.TaskRequest;
import dev.modelgate.stream.Tasks;
import dev.modelgate.stream.Transactions;
import dev.modelgate.stream.rows.CurrentConnection;
import dev.modelgate.stream.rows.InstanceLocks;
import dev.modelgate.stream.rows.TaskTable;
import dev.modelgate.stream.session.Session;
import io.micronaut.context.ApplicationContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How work that leaves PostgreSQL is carried out. */
class TaskTest {

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
  void carriesTasksOfAKeyOutOneAtATimeInTheirOrderAndOthersMeanwhile() {
    CountDownLatch others = new CountDownLatch(1);
    List<String> carried = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger atOnce = new AtomicInteger();
    TinyFlow.TASKS.put(
        "ordered",
        task -> {
          assertThat(atOnce.incrementAndGet()).isEqualTo(1);
          if (task.payload().equals("1")) {
            awaitLatch(others);
          }
          carried.add(task.payload());
          atOnce.decrementAndGet();
        });
    TinyFlow.TASKS.put("other", task -> others.countDown());
    transactions()
        .run(
            () -> {
              for (int number = 1; number <= 5; number++) {
                add("ordered", number, null);
              }
              add("other", 1, null);
            });
    Stage.await("all tasks", () -> STAGE.effects("ordered") == 5);
    assertThat(carried).containsExactly("1", "2", "3", "4", "5");
  }

  @Test
  void triesAgainAfterAFailureAndBlocksOnlyItsOwnKey() {
    AtomicInteger tries = new AtomicInteger();
    TinyFlow.TASKS.put(
        "flaky",
        task -> {
          assertThat(task.attempt()).isEqualTo(tries.incrementAndGet());
          if (task.attempt() < 3) {
            throw new IllegalStateException("not yet");
          }
        });
    transactions().run(() -> add("flaky", 1, null));
    Stage.await("the third try", () -> STAGE.effects("flaky") == 1);
    assertThat(tries).hasValue(3);
  }

  @Test
  void givesUpWhereTheTaskSaysSoAndWhereItsTimeIsOver() {
    TinyFlow.TASKS.put(
        "hopeless",
        task -> {
          throw new IllegalStateException("Expected the forge to answer, but it does not");
        });
    transactions()
        .run(
            () -> {
              add("refused", -1, null);
              add("hopeless", 1, null);
            });
    Stage.await("both", () -> STAGE.effects("refused") == 1 && STAGE.effects("hopeless") == 1);
    List<String> reasons = new ArrayList<>();
    STAGE.query(
        "select event_id from effect where kind = 'gave up' order by key",
        row -> reasons.add(row.getString(1)));
    assertThat(reasons)
        .containsExactly(
            "Expected the forge to answer, but it does not", "Expected a number above zero");
  }

  @Test
  void takesOverAtOnceWhereTheHolderIsGoneAndWaitsWhereItLives() throws SQLException {
    try (Connection holder = STAGE.connect()) {
      InstanceLocks.hold(holder, 4711);
      held("lives", 4711);
      held("gone", 4712);
      Stage.await("the one of the dead", () -> STAGE.effects("gone") == 1);
      assertThat(STAGE.effects("lives")).isZero();
    }
    Stage.await("the other", () -> STAGE.effects("lives") == 1);
  }

  @Test
  void takesAgainWhatACommitWithoutAnAnswerTook() {
    held("unanswered", service.getBean(Session.class).instance());
    Stage.await("it", () -> STAGE.effects("unanswered") == 1);
  }

  @Test
  void dropsTheResultOfAHolderThatWasReplaced() {
    CountDownLatch taken = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger tries = new AtomicInteger();
    TinyFlow.TASKS.put(
        "replaced",
        task -> {
          if (tries.incrementAndGet() == 1) {
            taken.countDown();
            awaitLatch(go);
          }
        });
    transactions().run(() -> add("replaced", 1, null));
    awaitLatch(taken);
    STAGE.update("update task set holder = 4713, lease = lease + 1 where key = 'replaced'");
    transactions().run(() -> add("beside", 1, null));
    Stage.await("another", () -> STAGE.effects("beside") == 1);
    assertThat(tries).as("not twice at once").hasValue(1);
    go.countDown();
    Stage.await("its replacement", () -> STAGE.effects("replaced") == 1);
    assertThat(tries).hasValue(2);
    assertThat(STAGE.number("select count(*) from task where key = 'replaced'")).isZero();
  }

  @Test
  void keepsOneWaitingTaskPerDedupeBesideTheRunningOne() {
    Stage other = Stage.onTestParts();
    try (other) {
      ApplicationContext quiet = other.start("quiet", Map.of("modelgate.loop.enabled", false));
      Transactions transactions = quiet.getBean(Transactions.class);
      Runnable add =
          () -> quiet.getBean(Tasks.class).add(new TaskRequest("tiny", "key", "host", "1", "same"));
      transactions.run(add);
      transactions.run(add);
      assertThat(other.number("select count(*) from task")).isEqualTo(1);
      other.update("update task set holder = 1, leased_until = now() + interval '1 hour'");
      transactions.run(add);
      transactions.run(add);
      assertThat(other.number("select count(*) from task")).isEqualTo(2);
      long running = other.number("select id from task where holder = 1");
      assertThat(retry(quiet, running)).as("the waiting one does its work").isTrue();
      assertThat(other.number("select count(*) from task")).isEqualTo(1);
      assertThat(retry(quiet, running)).as("it is gone").isFalse();
    }
  }

  private static boolean retry(ApplicationContext context, long id) {
    return context
        .getBean(Transactions.class)
        .call(
            () ->
                context
                    .getBean(CurrentConnection.class)
                    .use(c -> TaskTable.retry(c, id, 0, Duration.ofSeconds(1), "no")));
  }

  private static void held(String key, long holder) {
    STAGE.update(
        "insert into task (kind, key, host, payload, holder, lease, leased_until, attempt) values"
            + " ('tiny', '"
            + key
            + "', 'host', '1', "
            + holder
            + ", 1, now() + interval '1 hour', 1)");
  }

  private static void add(String key, int number, @Nullable String dedupe) {
    service
        .getBean(Tasks.class)
        .add(new TaskRequest("tiny", key, key, String.valueOf(number), dedupe));
  }

  private static Transactions transactions() {
    return service.getBean(Transactions.class);
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
