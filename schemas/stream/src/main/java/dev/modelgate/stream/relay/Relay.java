package dev.modelgate.stream.relay;

import dev.modelgate.stream.KafkaClients;
import dev.modelgate.stream.Outbox;
import dev.modelgate.stream.Part;
import dev.modelgate.stream.SchemaGate;
import dev.modelgate.stream.Signals;
import dev.modelgate.stream.Transactions;
import dev.modelgate.stream.Worker;
import dev.modelgate.stream.observe.Alarms;
import dev.modelgate.stream.observe.StreamMetrics;
import dev.modelgate.stream.rows.CurrentConnection;
import dev.modelgate.stream.rows.OutboxTable;
import dev.modelgate.stream.rows.PendingRows;
import dev.modelgate.stream.rows.UnsentRow;
import dev.modelgate.stream.session.Session;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes the lease, has the last minutes sent again, then reads what is to be sent, sends it, marks
 * it.
 *
 * <p>What it marks is conditional on its lease's epoch. What a holder still sends that lost the
 * lease are doubles of rows that its successor sends in the same order. The inboxes drop an
 * event's; a tombstone's finds its thing gone, for ids of things are never used again; a dead
 * letter's is known by the record that it is of.
 */
@Singleton
@Requires(property = "datasources.default.url")
public class Relay implements Part {

  private static final int ROWS = 500;
  private static final long BYTES = 8L * 1024 * 1024;
  private static final Duration SWEEP = Duration.ofSeconds(1);

  /** What a broker may have lost with its machine is sent again; the inboxes drop the rest. */
  private static final long AGAIN_SECONDS = 600;

  private static final int AGAIN_ROWS = 5000;

  private static final String ALARM = "outbox ";

  private final Transactions transactions;
  private final CurrentConnection connection;
  private final PendingRows pending;
  private final SchemaGate gate;
  private final Alarms alarms;
  private final StreamMetrics metrics;
  private final Lease lease;
  private final Sender sender;
  private final HeldBack heldBack = new HeldBack();
  private final Worker worker;
  private @Nullable OffsetDateTime sentAgainTo;
  private boolean sentAgain;

  Relay(
      Transactions transactions,
      CurrentConnection connection,
      PendingRows pending,
      KafkaClients clients,
      SchemaGate gate,
      Signals signals,
      Session session,
      Alarms alarms,
      StreamMetrics metrics,
      @Value("${modelgate.service}") String service) {
    this.transactions = transactions;
    this.connection = connection;
    this.pending = pending;
    this.gate = gate;
    this.alarms = alarms;
    this.metrics = metrics;
    this.lease = new Lease(transactions, connection, session.instance());
    this.sender = new Sender(clients);
    this.worker = new Worker(service + "-relay", this::step, this::end);
    pending.onEvents(worker::wake);
    signals.on(Outbox.SIGNAL, worker::wake);
  }

  @Override
  public int place() {
    return 2;
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

  private Duration step() throws InterruptedException {
    boolean leading = gate.await(SWEEP) && lease.hold(System.nanoTime());
    pending.relayIsHere(leading);
    if (!leading) {
      // Whoever leads now says what it cannot send.
      heldBack.forget().forEach(topic -> alarms.clear(ALARM + topic));
      return SWEEP;
    }
    if (!sentAgain) {
      sendAgain();
      return Duration.ZERO;
    }
    List<UnsentRow> rows = unsent();
    if (rows.isEmpty()) {
      return SWEEP;
    }
    Sender.Result result = sender.send(rows, () -> !worker.stopping() && lease.mayBeOurs());
    // What the producer still has would go out late: behind a successor's back, or behind a mark.
    if (!result.complete()) {
      sender.close();
    }
    if (!mark(result)) {
      sender.close();
    }
    report(result);
    return result.confirmed().isEmpty() ? SWEEP : Duration.ZERO;
  }

  /** Some of it at a time, for the lease is to be renewed meanwhile. */
  private void sendAgain() {
    Optional<OffsetDateTime> last =
        transactions.call(
            () ->
                connection.use(
                    c -> OutboxTable.sendAgain(c, sentAgainTo, AGAIN_ROWS, AGAIN_SECONDS)));
    sentAgainTo = last.orElse(null);
    sentAgain = last.isEmpty();
  }

  private List<UnsentRow> unsent() {
    return transactions.call(
        () ->
            connection.use(
                c -> OutboxTable.unsent(c, ROWS, BYTES, heldBack.at(System.nanoTime()))));
  }

  private boolean mark(Sender.Result result) {
    List<Long> ids = result.confirmed().stream().map(UnsentRow::id).toList();
    if (ids.isEmpty()) {
      return true;
    }
    boolean marked =
        transactions.call(() -> connection.use(c -> OutboxTable.markSent(c, ids, lease.epoch())));
    if (marked) {
      metrics.sent(ids.size());
    } else {
      lease.lost();
    }
    return marked;
  }

  private void report(Sender.Result result) {
    for (Sender.Failed failed : result.failed()) {
      // One failure is usual where Kafka is starting too.
      if (heldBack.failed(failed.name(), System.nanoTime()) > 1) {
        alarms.raise(
            ALARM + failed.topic(),
            "Expected to send to " + failed.topic() + ", but Kafka answered: " + failed.reason());
      }
    }
    if (!heldBack.isEmpty()) {
      for (UnsentRow row : result.confirmed()) {
        if (heldBack.sent(row.topic(), row.key())) {
          alarms.clear(ALARM + row.topic());
        }
      }
    }
  }

  private void end() {
    pending.relayIsHere(false);
    sender.close();
  }
}
