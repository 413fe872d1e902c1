package dev.modelgate.stream.observe;

import dev.modelgate.stream.Part;
import dev.modelgate.stream.Transactions;
import dev.modelgate.stream.Worker;
import dev.modelgate.stream.rows.CurrentConnection;
import dev.modelgate.stream.rows.InboxTable;
import dev.modelgate.stream.rows.OutboxTable;
import dev.modelgate.stream.rows.TaskTable;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Measures what waits, and deletes rows whose time is over. */
@Singleton
@Requires(property = "datasources.default.url")
public class Housekeeping implements Part {

  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final long FORGET_EVERY = Duration.ofMinutes(10).toNanos();
  private static final int INBOX_DAYS = 31;
  private static final int OUTBOX_HOURS = 24;
  private static final double STUCK_SECONDS = 60;
  private static final String ALARM = "relay";

  private final Transactions transactions;
  private final CurrentConnection connection;
  private final StreamMetrics metrics;
  private final Alarms alarms;
  private final Worker worker;
  private long forgotten = System.nanoTime();

  Housekeeping(
      Transactions transactions,
      CurrentConnection connection,
      StreamMetrics metrics,
      Alarms alarms,
      @Value("${modelgate.service}") String service) {
    this.transactions = transactions;
    this.connection = connection;
    this.metrics = metrics;
    this.alarms = alarms;
    this.worker = new Worker(service + "-housekeeping", this::step, () -> {});
  }

  @Override
  public int place() {
    return 5;
  }

  @Override
  public void start() {
    worker.start();
  }

  @Override
  public void askToStop() {
    worker.askToStop();
  }

  @Override
  public void awaitStop(Duration atMost) {
    worker.awaitStop(atMost);
  }

  private Duration step() {
    OutboxTable.Backlog events = transactions.call(() -> connection.use(OutboxTable::backlog));
    metrics.set("outbox.unsent", events.rows());
    metrics.set("outbox.oldest.seconds", (long) events.oldestSeconds());
    if (events.oldestSeconds() > STUCK_SECONDS) {
      alarms.raise(
          ALARM, "Expected events to be sent at once, but the oldest waits for over a minute");
    } else {
      alarms.clear(ALARM);
    }
    TaskTable.Backlog tasks = transactions.call(() -> connection.use(TaskTable::backlog));
    metrics.set("tasks.waiting", tasks.waiting());
    metrics.set("tasks.failing", tasks.failing());
    metrics.set("tasks.oldest.seconds", (long) tasks.oldestSeconds());
    if (System.nanoTime() - forgotten > FORGET_EVERY) {
      forgotten = System.nanoTime();
      forget();
    }
    return EVERY;
  }

  private void forget() {
    int deleted;
    do {
      deleted =
          transactions.call(
              () ->
                  connection.use(
                      c -> InboxTable.forget(c, INBOX_DAYS) + OutboxTable.forget(c, OUTBOX_HOURS)));
    } while (deleted > 0 && !worker.stopping());
  }
}
