package dev.modelgate.stream.rows;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Outgoing events and tasks of each running transaction: kept in memory until just before its
 * commit, then written together under the locks of their keys, which are so held for the shortest
 * time.
 */
@Singleton
@Requires(property = "datasources.default.url")
public class PendingRows {

  private final CurrentConnection connection;
  private final String service;
  private final ThreadLocal<@Nullable Pending> pending = new ThreadLocal<>();
  private volatile boolean relayHere;
  private volatile boolean workersFree;
  private final List<Runnable> outboxListeners = new CopyOnWriteArrayList<>();
  private final List<Runnable> taskListeners = new CopyOnWriteArrayList<>();

  PendingRows(CurrentConnection connection, @Value("${modelgate.service}") String service) {
    this.connection = connection;
    this.service = service;
  }

  /** Adds an event to the current transaction. */
  public void add(OutboxRow row) {
    current().events.add(row);
  }

  /** Adds a task to the current transaction. */
  public void add(TaskRow row) {
    current().tasks.add(row);
  }

  /** Calls back after each commit with events, on the thread that committed. */
  public void onEvents(Runnable listener) {
    outboxListeners.add(listener);
  }

  /** Calls back after each commit with tasks, on the thread that committed. */
  public void onTasks(Runnable listener) {
    taskListeners.add(listener);
  }

  /** Says whether this instance's relay holds the lease. */
  public void relayIsHere(boolean here) {
    relayHere = here;
  }

  /**
   * Whether this instance's relay sends the outbox: it is then woken in memory. NOTIFY makes
   * commits wait for each other, so that the usual case goes without; the same holds for tasks.
   */
  public boolean relayIsHere() {
    return relayHere;
  }

  /** Says whether this instance can carry out more tasks at this moment. */
  public void workersAreFree(boolean free) {
    workersFree = free;
  }

  /** Whether this instance can carry out more tasks at this moment. */
  public boolean workersAreFree() {
    return workersFree;
  }

  private Pending current() {
    Connection transaction = connection.use(c -> c);
    Pending found = pending.get();
    if (found == null || found.transaction != transaction) {
      found = new Pending(transaction, found);
      pending.set(found);
      connection.status().registerSynchronization(found);
    }
    return found;
  }

  /** The rows of one transaction; {@code outer} is the one that it suspended. */
  private final class Pending implements TransactionSynchronization {

    private final Connection transaction;
    private final @Nullable Pending outer;
    private final List<OutboxRow> events = new ArrayList<>();
    private final List<TaskRow> tasks = new ArrayList<>();

    private Pending(Connection transaction, @Nullable Pending outer) {
      this.transaction = transaction;
      this.outer = outer;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      TreeSet<String> locks = new TreeSet<>();
      events.forEach(row -> locks.add(service + "/outbox/" + row.topic() + "/" + row.key()));
      tasks.forEach(row -> locks.add(service + "/task/" + row.key()));
      // The transaction is no longer the thread's current one here, but its connection is open.
      try {
        KeyLocks.lock(transaction, locks);
        OutboxTable.insert(transaction, events);
        TaskTable.insert(transaction, tasks);
      } catch (SQLException e) {
        throw new DatabaseFailure(e);
      }
    }

    @Override
    public void afterCommit() {
      if (!events.isEmpty()) {
        outboxListeners.forEach(Runnable::run);
      }
      if (!tasks.isEmpty()) {
        taskListeners.forEach(Runnable::run);
      }
    }

    @Override
    public void afterCompletion(Status status) {
      if (outer == null) {
        pending.remove();
      } else {
        pending.set(outer);
      }
    }
  }
}
