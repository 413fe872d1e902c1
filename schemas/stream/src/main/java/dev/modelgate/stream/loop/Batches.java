package dev.modelgate.stream.loop;

import dev.modelgate.stream.Brief;
import dev.modelgate.stream.Collapse;
import dev.modelgate.stream.Failure;
import dev.modelgate.stream.Outbox;
import dev.modelgate.stream.Transactions;
import dev.modelgate.stream.observe.StreamMetrics;
import dev.modelgate.stream.rows.CurrentConnection;
import dev.modelgate.stream.rows.InboxTable;
import dev.modelgate.stream.rows.OffsetTable;
import dev.modelgate.stream.rows.OffsetTable.Position;
import dev.modelgate.stream.rows.SqlFailures;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles the records of one partition: all in one transaction, or one by one after a failure. A
 * record whose handler fails three times alone becomes a dead letter, and its subject is told.
 */
final class Batches {

  private static final Logger LOG = LoggerFactory.getLogger(Batches.class);
  private static final int TRIES = 3;

  /** Another instance moved the offset; rolls the transaction back. */
  private static final class OvertakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;
  }

  private final Transactions transactions;
  private final CurrentConnection connection;
  private final Outbox outbox;
  private final DeadLetters deadLetters;
  private final StreamMetrics metrics;

  Batches(
      Transactions transactions,
      CurrentConnection connection,
      Outbox outbox,
      DeadLetters deadLetters,
      StreamMetrics metrics) {
    this.transactions = transactions;
    this.connection = connection;
    this.outbox = outbox;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
  }

  /**
   * Handles the items, at least one, none of an unknown schema.
   *
   * @param expected the partition's row as this instance last saw it; null where there was none
   */
  Outcome handle(List<Item> items, @Nullable Position expected) {
    try {
      return counted(commit(items, expected, this::handle), items);
    } catch (OvertakenException e) {
      return new Outcome.Overtaken();
    } catch (RuntimeException | Error e) {
      return isAway(e) ? new Outcome.Away(Brief.of(e)) : oneByOne(items, expected);
    }
  }

  private Outcome oneByOne(List<Item> items, @Nullable Position expected) {
    Position position = expected;
    for (Item item : items) {
      switch (alone(item, position)) {
        case Outcome.Done(Position next) -> position = next;
        case Outcome.Overtaken overtaken -> {
          return overtaken;
        }
        case Outcome.Away away -> {
          return away;
        }
      }
    }
    return position == null
        ? new Outcome.Away("Expected items, but there were none")
        : new Outcome.Done(position);
  }

  private Outcome alone(Item item, @Nullable Position expected) {
    for (int attempt = 1; ; attempt++) {
      try {
        return counted(commit(List.of(item), expected, this::handle), List.of(item));
      } catch (OvertakenException e) {
        return new Outcome.Overtaken();
      } catch (RuntimeException | Error e) {
        if (isAway(e)) {
          return new Outcome.Away(Brief.of(e));
        }
        metrics.failed(item.record().topic());
        LOG.warn("handler failed {} attempt={} cause=\"{}\"", place(item), attempt, Brief.of(e));
        if (attempt == TRIES) {
          return giveUp(item, expected, e);
        }
      }
    }
  }

  private Outcome giveUp(Item item, @Nullable Position expected, Throwable cause) {
    LOG.error("dead letter {} cause=\"{}\"", place(item), Brief.of(cause));
    try {
      return new Outcome.Done(
          commit(List.of(item), expected, given -> buryAndTell(given, cause)).next());
    } catch (OvertakenException e) {
      return new Outcome.Overtaken();
    } catch (RuntimeException | Error e) {
      if (isAway(e)) {
        return new Outcome.Away(Brief.of(e));
      }
      LOG.error("subject not told {} cause=\"{}\"", place(item), Brief.of(e));
    }
    try {
      Position next = commit(List.of(item), expected, given -> bury(given, cause)).next();
      metrics.failedHandlerFailed(item.record().topic());
      return new Outcome.Done(next);
    } catch (OvertakenException e) {
      return new Outcome.Overtaken();
    } catch (RuntimeException e) {
      return new Outcome.Away(Brief.of(e));
    }
  }

  /** What is done with an item within the transaction. */
  private interface Treatment {

    void of(Item item);
  }

  /** What a transaction came to: where to read on, how many events were new. */
  private record Committed(Position next, long fresh) {}

  private Outcome counted(Committed committed, List<Item> items) {
    String topic = items.getLast().record().topic();
    long events = items.stream().filter(Item.Event.class::isInstance).count();
    metrics.handled(topic, committed.fresh());
    metrics.doubles(topic, events - committed.fresh());
    return new Outcome.Done(committed.next());
  }

  private Committed commit(List<Item> items, @Nullable Position expected, Treatment treatment) {
    ConsumerRecord<byte[], byte[]> last = items.getLast().record();
    Position next = new Position(last.offset() + 1, last.leaderEpoch().orElse(null));
    List<String> ids =
        items.stream()
            .filter(Item.Event.class::isInstance)
            .map(item -> ((Item.Event) item).identity())
            .toList();
    long fresh =
        transactions.call(
            () -> {
              Set<String> unseen = claim(last, expected, next, ids);
              long count = 0;
              for (Item item : items) {
                if (!(item instanceof Item.Event event) || unseen.remove(event.identity())) {
                  treatment.of(item);
                  count += item instanceof Item.Event ? 1 : 0;
                }
              }
              return count;
            });
    return new Committed(next, fresh);
  }

  private Set<String> claim(
      ConsumerRecord<byte[], byte[]> last,
      @Nullable Position expected,
      Position next,
      List<String> ids) {
    return connection.use(
        c -> {
          if (!OffsetTable.advance(c, last.topic(), last.partition(), expected, next)) {
            throw new OvertakenException();
          }
          return InboxTable.addNew(c, ids);
        });
  }

  private void handle(Item item) {
    switch (item) {
      case Item.Skip skip -> {}
      case Item.Event event ->
          Traces.step(
              event.record(),
              "handle " + name(event),
              () -> Calls.handle(event.subscription(), event.value()));
      case Item.Gone gone ->
          Traces.step(gone.record(), "handle tombstone", () -> gone.handler().accept(gone.key()));
      case Item.Unreadable unreadable -> {
        buried(unreadable, DeadLetters.UNREADABLE);
        LOG.error("dead letter {} cause=\"{}\"", place(item), unreadable.reason());
        outbox.add(
            deadLetters.of(unreadable.record(), DeadLetters.UNREADABLE, unreadable.reason(), null));
      }
      case Item.Unknown unknown ->
          throw new IllegalArgumentException(
              "Expected a known schema, but got " + unknown.schemaId());
    }
  }

  private void buryAndTell(Item item, Throwable cause) {
    bury(item, cause);
    if (item instanceof Item.Event event) {
      Failure failure =
          new Failure(
              DeadLetters.INTERNAL,
              "Expected to handle "
                  + name(event)
                  + " "
                  + event.id()
                  + ", but it failed three times; it is in the dead letters");
      Traces.step(
          event.record(),
          "give up " + name(event),
          () -> Calls.failed(event.subscription(), event.value(), failure));
    }
  }

  private void bury(Item item, Throwable cause) {
    buried(item, DeadLetters.INTERNAL);
    outbox.add(
        deadLetters.of(item.record(), DeadLetters.INTERNAL, Brief.of(cause), Brief.trace(cause)));
  }

  private void buried(Item item, String reason) {
    transactions.afterCommit(() -> metrics.deadLettered(item.record().topic(), reason));
  }

  private static boolean isAway(Throwable e) {
    // Neither its event nor PostgreSQL is to blame for that.
    Collapse.endIf(e);
    return SqlFailures.meaningOf(e) != SqlFailures.Meaning.OWN
        || Thread.currentThread().isInterrupted();
  }

  private static String name(Item.Event event) {
    return event.subscription().type().getSimpleName();
  }

  private static String place(Item item) {
    String event =
        item instanceof Item.Event known ? " type=" + name(known) + " event=" + known.id() : "";
    return "topic=%s partition=%d offset=%d%s"
        .formatted(item.record().topic(), item.record().partition(), item.record().offset(), event);
  }
}
