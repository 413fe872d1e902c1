package dev.modelgate.looptests;

import dev.modelgate.events.wire.Topic;
import dev.modelgate.stream.Failure;
import dev.modelgate.stream.GiveUp;
import dev.modelgate.stream.Ids;
import dev.modelgate.stream.Outbox;
import dev.modelgate.stream.Task;
import dev.modelgate.stream.TaskRequest;
import dev.modelgate.stream.Tasks;
import dev.modelgate.stream.rows.CurrentConnection;
import java.sql.PreparedStatement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Answers each push with a row, an event and a task; the task with another row and event. Ids are
 * random, so that doing something twice shows as two.
 */
final class TinyFlow {

  /** Where tests reach into the flow that runs in the same process. */
  static final ConcurrentHashMap<String, Consumer<Task>> TASKS = new ConcurrentHashMap<>();

  /** Events that failed until now and do not any more. */
  static final Set<String> REPAIRED = ConcurrentHashMap.newKeySet();

  private static final ConcurrentHashMap<String, AtomicInteger> FAILURES =
      new ConcurrentHashMap<>();

  private final CurrentConnection connection;
  private final Outbox outbox;
  private final Tasks tasks;
  private final Ids ids;

  TinyFlow(CurrentConnection connection, Outbox outbox, Tasks tasks, Ids ids) {
    this.connection = connection;
    this.outbox = outbox;
    this.tasks = tasks;
    this.ids = ids;
  }

  /** How often the handler of that event failed in this process. */
  static int failures(String eventId) {
    return FAILURES.getOrDefault(eventId, new AtomicInteger()).get();
  }

  void on(Ping ping) {
    write(ping.id(), ping.key(), ping.number(), "event");
    outbox.add(Topic.WORKFLOW_PLANS, ping.key(), TinyCodec.answered(ids.next(), ping, ping.what()));
    if (ping.what().startsWith("fail") && !REPAIRED.contains(ping.id())) {
      FAILURES.computeIfAbsent(ping.id(), any -> new AtomicInteger()).incrementAndGet();
      if (ping.what().equals("fail hard")) {
        throw new StackOverflowError("deep");
      }
      if (ping.what().equals("fail of memory")) {
        throw new OutOfMemoryError("Direct buffer memory");
      }
      throw new IllegalStateException("Expected to handle it, but the test says no");
    }
    if (ping.what().startsWith("task")) {
      tasks.add(
          new TaskRequest("tiny", ping.key(), ping.key(), String.valueOf(ping.number()), null));
    }
  }

  void failed(Ping ping, Failure failure) {
    if (ping.what().equals("fail twice")) {
      throw new IllegalStateException("Expected to tell it, but the test says no");
    }
    outbox.add(
        Topic.WORKFLOW_PLANS, ping.key(), TinyCodec.answered(ids.next(), ping, failure.reason()));
  }

  void gone(String key) {
    write("tombstone", key, 0, "tombstone");
  }

  Runnable carryOut(Task task) throws GiveUp {
    Consumer<Task> test = TASKS.get(task.key());
    if (test != null) {
      test.accept(task);
    }
    int number = Integer.parseInt(task.payload());
    if (number < 0) {
      throw new GiveUp("Expected a number above zero");
    }
    return () -> {
      write("task " + task.id(), task.key(), number, "task");
      outbox.add(Topic.REPORTS, task.key(), TinyCodec.done(ids.next(), task.key(), number));
    };
  }

  void gaveUp(Task task, String reason) {
    write(reason, task.key(), Integer.parseInt(task.payload()), "gave up");
  }

  private void write(String id, String key, int number, String kind) {
    connection.use(
        c -> {
          try (PreparedStatement statement =
              c.prepareStatement(
                  "insert into effect (event_id, key, number, kind) values (?, ?, ?, ?)")) {
            statement.setString(1, id);
            statement.setString(2, key);
            statement.setInt(3, number);
            statement.setString(4, kind);
            return statement.executeUpdate();
          }
        });
  }
}
