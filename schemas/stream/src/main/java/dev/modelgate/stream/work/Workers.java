package dev.modelgate.stream.work;

import dev.modelgate.stream.Part;
import dev.modelgate.stream.Signals;
import dev.modelgate.stream.Subscriptions;
import dev.modelgate.stream.TaskKind;
import dev.modelgate.stream.Tasks;
import dev.modelgate.stream.Transactions;
import dev.modelgate.stream.Worker;
import dev.modelgate.stream.observe.StreamMetrics;
import dev.modelgate.stream.rows.CurrentConnection;
import dev.modelgate.stream.rows.PendingRows;
import dev.modelgate.stream.rows.TaskTable;
import dev.modelgate.stream.rows.TaskTable.Taken;
import dev.modelgate.stream.session.Session;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Takes tasks and starts each on a virtual thread of its own. One thread takes, so that however
 * many tasks run, the connections of the pool are asked for by few.
 */
@Singleton
@Requires(beans = Subscriptions.class)
@Requires(property = "datasources.default.url")
public class Workers implements Part {

  private static final int AT_ONCE = 32;
  private static final int LEASE_SECONDS = 15;
  private static final long RENEW_AFTER = Duration.ofSeconds(3).toNanos();
  private static final Duration SWEEP = Duration.ofSeconds(1);

  private final Map<String, TaskKind> kinds;
  private final Transactions transactions;
  private final CurrentConnection connection;
  private final PendingRows pending;
  private final Session session;
  private final StreamMetrics metrics;
  private final CircuitBreaker breaker = new CircuitBreaker();
  private final Map<Long, Thread> running = new ConcurrentHashMap<>();
  private final Carrier carrier;
  private final Worker worker;
  private long renewed = System.nanoTime();

  Workers(
      Subscriptions subscriptions,
      Transactions transactions,
      CurrentConnection connection,
      PendingRows pending,
      Signals signals,
      Session session,
      StreamMetrics metrics,
      Clock clock,
      @Value("${modelgate.service}") String service) {
    this.kinds =
        subscriptions.tasks().stream().collect(Collectors.toMap(TaskKind::kind, kind -> kind));
    kinds.keySet().forEach(metrics::carriesOut);
    this.transactions = transactions;
    this.connection = connection;
    this.session = session;
    this.metrics = metrics;
    this.pending = pending;
    this.worker = new Worker(service + "-tasks", this::step, () -> pending.workersAreFree(false));
    this.carrier = new Carrier(transactions, connection, metrics, clock, worker::stopping);
    pending.onTasks(worker::wake);
    signals.on(Tasks.SIGNAL, worker::wake);
  }

  @Override
  public int place() {
    return 3;
  }

  @Override
  public void start() {
    if (!kinds.isEmpty()) {
      worker.start();
    }
  }

  @Override
  public void askToStop() {
    worker.askToStop();
  }

  /** Tasks that have not ended by then are interrupted; their rows are taken again later. */
  @Override
  public void awaitStop(Duration atMost) {
    worker.awaitStop(atMost);
    running.values().forEach(Thread::interrupt);
    long end = System.nanoTime() + atMost.toNanos();
    for (Thread thread : running.values()) {
      long left = end - System.nanoTime();
      try {
        if (left > 0) {
          thread.join(Duration.ofNanos(left));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private Duration step() {
    renew();
    while (running.size() < AT_ONCE && !worker.stopping()) {
      Optional<Taken> taken = take();
      if (taken.isEmpty()) {
        break;
      }
      begin(taken.get());
      renew();
    }
    pending.workersAreFree(running.size() < AT_ONCE && !worker.stopping());
    metrics.set("tasks.running", running.size());
    return SWEEP;
  }

  private Optional<Taken> take() {
    return transactions.call(
        () ->
            connection.use(
                c ->
                    TaskTable.take(
                        c,
                        session.instance(),
                        LEASE_SECONDS,
                        running.keySet(),
                        kinds.keySet(),
                        closedHosts())));
  }

  private java.util.Set<String> closedHosts() {
    synchronized (breaker) {
      return breaker.closed(System.nanoTime());
    }
  }

  private void begin(Taken task) {
    synchronized (breaker) {
      breaker.started(task.host());
    }
    TaskKind kind = java.util.Objects.requireNonNull(kinds.get(task.kind()));
    Thread thread =
        Thread.ofVirtual()
            .name("task-" + task.kind() + "-" + task.id())
            .unstarted(() -> carry(task, kind));
    running.put(task.id(), thread);
    thread.start();
  }

  private void carry(Taken task, TaskKind kind) {
    Carrier.Blame blame = Carrier.Blame.NOBODY;
    try {
      blame = carrier.carry(task, kind);
    } finally {
      synchronized (breaker) {
        switch (blame) {
          case NONE -> breaker.succeeded(task.host());
          case HOST -> breaker.failed(task.host(), System.nanoTime());
          case NOBODY -> breaker.ended(task.host());
        }
      }
      // Not its successor's: a lease that ran out may have been taken again here.
      running.remove(task.id(), Thread.currentThread());
      worker.wake();
    }
  }

  private void renew() {
    long now = System.nanoTime();
    if (now - renewed > RENEW_AFTER && !running.isEmpty()) {
      transactions.run(
          () ->
              connection.use(
                  c -> {
                    TaskTable.renew(c, session.instance(), running.keySet(), LEASE_SECONDS);
                    return true;
                  }));
      renewed = now;
    }
  }
}
