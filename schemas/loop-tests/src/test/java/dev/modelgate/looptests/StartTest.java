package dev.modelgate.looptests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.events.wire.Topic;
import dev.modelgate.events.wire.TopicNames;
import dev.modelgate.events.wire.Topics;
import dev.modelgate.stream.ServiceStart;
import dev.modelgate.stream.Transactions;
import dev.modelgate.stream.rows.CurrentConnection;
import io.micronaut.context.ApplicationContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What a service needs to start, and what it leaves behind. */
@Isolated("looks at the process's threads")
class StartTest {

  private static final Stage STAGE = Stage.onTestParts();

  @AfterAll
  static void stop() {
    STAGE.close();
  }

  @Test
  void saysInOneLineWhatIsMissingAndLeavesNothingRunning() {
    Map<String, Object> settings = STAGE.settings("one");
    settings.put("datasources.default.password", "wrong");
    assertThatThrownBy(() -> ServiceStart.start("tiny", settings))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("Expected to bring the tables of tiny up to date, but PostgreSQL")
        .hasMessageNotContaining("\n");
    settings.remove("datasources.default.url");
    assertThatThrownBy(() -> ServiceStart.start("tiny", settings))
        .hasMessage("Expected datasources.default.url, but it is not set");
    assertThat(threads()).noneMatch(name -> name.startsWith("tiny"));
  }

  @Test
  void leavesNoThreadBehindWhenItIsClosed() {
    ApplicationContext context = STAGE.start("one");
    assertThat(threads()).anyMatch(name -> name.startsWith("tiny-loop"));
    context.close();
    // The last of the connection pool's own threads is over a moment after the pool says so.
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(threads()).noneMatch(name -> name.startsWith("tiny")));
  }

  @Test
  void repeatsATransactionThatADeadlockEnded() throws Exception {
    ApplicationContext context = STAGE.start("quiet", Map.of("modelgate.loop.enabled", false));
    STAGE.update(
        "insert into effect (event_id, key, number, kind) values ('left', 'dead', 0, 'lock'),"
            + " ('right', 'dead', 0, 'lock')");
    CountDownLatch bothHoldOne = new CountDownLatch(2);
    AtomicInteger runs = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> both =
          List.of(
              threads.submit(() -> lock(context, "left", "right", bothHoldOne, runs)),
              threads.submit(() -> lock(context, "right", "left", bothHoldOne, runs)));
      for (Future<?> one : both) {
        one.get();
      }
    }
    assertThat(runs).hasValueGreaterThan(2);
    assertThat(STAGE.number("select sum(number) from effect where key = 'dead'")).isEqualTo(4);
    context.close();
  }

  @Test
  void findsAndRepairsTopicsThatAreNotAsTheTableSays() throws Exception {
    String bootstrap = STAGE.address().bootstrapServers();
    TopicNames names = new TopicNames("table");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      assertThat(Topics.verify(admin, names, 1, 1)).hasSize(2 * Topic.values().length - 1);
      Topics.apply(admin, names, 1, 1);
      // A broker's own view follows what its controller was told.
      Stage.await("the topics", () -> Topics.verify(admin, names, 1, 1).isEmpty());

      change(admin, names.of(Topic.REPORTS));
      Stage.await("the change", () -> Topics.verify(admin, names, 1, 1).size() == 1);
      assertThat(Topics.verify(admin, names, 3, 1))
          .contains("Expected retention.ms of topic table.reports to be 7776000000, but it is 1000")
          .contains("Expected topic table.logs to have 3 partitions, but it has 1");
      Topics.apply(admin, names, 3, 1);
      Stage.await("the repair", () -> Topics.verify(admin, names, 1, 1).isEmpty());
    }
  }

  private static void change(Admin admin, String topic)
      throws ExecutionException, InterruptedException {
    admin
        .incrementalAlterConfigs(
            Map.of(
                new ConfigResource(ConfigResource.Type.TOPIC, topic),
                List.of(
                    new AlterConfigOp(
                        new ConfigEntry("retention.ms", "1000"), AlterConfigOp.OpType.SET))))
        .all()
        .get();
  }

  private static void lock(
      ApplicationContext context,
      String first,
      String second,
      CountDownLatch bothHoldOne,
      AtomicInteger runs) {
    context
        .getBean(Transactions.class)
        .run(
            () -> {
              runs.incrementAndGet();
              CurrentConnection connection = context.getBean(CurrentConnection.class);
              connection.use(c -> count(c, first));
              bothHoldOne.countDown();
              try {
                bothHoldOne.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              connection.use(c -> count(c, second));
            });
  }

  private static int count(Connection connection, String id) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(
          "update effect set number = number + 1 where event_id = '" + id + "'");
    }
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .collect(Collectors.toSet());
  }
}
