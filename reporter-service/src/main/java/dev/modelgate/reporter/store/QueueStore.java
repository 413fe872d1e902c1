package dev.modelgate.reporter.store;

import dev.modelgate.reporter.intake.QueueState;
import dev.modelgate.reporter.render.RunReport;
import dev.modelgate.reporter.render.RunState;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Why experiments wait, by each pool's newest word. */
@Singleton
public final class QueueStore {

  private final Sql sql;
  private final Json json;

  QueueStore(Sql sql, Json json) {
    this.sql = sql;
    this.json = json;
  }

  /** Takes a pool's word unless a newer one is here. */
  public void said(QueueState state) {
    sql.update(
        "insert into queue_state as q (pool, epoch, said_at, body) values (?, ?, ?, ?)"
            + " on conflict (pool) do update set epoch = excluded.epoch,"
            + " said_at = excluded.said_at, body = excluded.body"
            + " where (q.epoch, q.said_at) <= (excluded.epoch, excluded.said_at)",
        state.pool(),
        state.epoch(),
        state.at(),
        json.write(state));
  }

  /** Why experiments wait, by experiment. */
  public Map<String, String> sentences() {
    Map<String, String> sentences = new HashMap<>();
    all().forEach(waiting -> sentences.putIfAbsent(waiting.experimentId(), waiting.sentence()));
    return sentences;
  }

  /** Why the first experiment that waits does so, as long as the whole run waits. */
  public Optional<QueueState.Waiting> waiting(RunReport run) {
    if (run.state() != RunState.QUEUED) {
      return Optional.empty();
    }
    List<QueueState.Waiting> all = all().toList();
    return run.experiments().stream()
        .filter(experiment -> experiment.state() == RunState.QUEUED)
        .flatMap(one -> all.stream().filter(w -> w.experimentId().equals(one.id())))
        .findFirst();
  }

  private Stream<QueueState.Waiting> all() {
    return sql
        .list(
            "select body from queue_state order by pool",
            row -> json.read(row.getString("body"), QueueState.class))
        .stream()
        .flatMap(state -> state.waiting().stream());
  }
}
