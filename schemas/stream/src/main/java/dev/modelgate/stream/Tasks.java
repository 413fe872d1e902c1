package dev.modelgate.stream;

import dev.modelgate.stream.rows.PendingRows;
import dev.modelgate.stream.rows.TaskRow;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** Adds work that leaves PostgreSQL, as rows of the current transaction. */
@Singleton
@Requires(property = "datasources.default.url")
public class Tasks {

  /** The signal that tells other instances of added tasks. */
  public static final String SIGNAL = "tasks";

  private final PendingRows pending;
  private final Signals signals;

  Tasks(PendingRows pending, Signals signals) {
    this.pending = pending;
    this.signals = signals;
  }

  /**
   * Adds a task, carried out soon after the commit. Where one with the same kind and dedupe waits
   * already, nothing is added.
   *
   * @throws IllegalStateException outside a transaction
   */
  public void add(TaskRequest request) {
    pending.add(
        new TaskRow(
            request.kind(),
            request.key(),
            request.host(),
            request.payload(),
            request.dedupe(),
            TraceContext.outgoing()));
    if (!pending.workersAreFree()) {
      signals.send(SIGNAL);
    }
  }
}
