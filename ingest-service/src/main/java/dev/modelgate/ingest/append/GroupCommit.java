package dev.modelgate.ingest.append;

import dev.modelgate.stream.Brief;
import dev.modelgate.stream.Part;
import dev.modelgate.stream.Transactions;
import dev.modelgate.stream.Worker;
import dev.modelgate.stream.rows.SqlFailures;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits what several requests wait for in one transaction: while one commit waits for the disk,
 * the next group gathers. Each is done alone after its group failed, so that one's fault is not
 * another's.
 */
@Singleton
@Requires(property = "datasources.default.url")
public class GroupCommit implements Part {

  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
  private static final int LARGEST_GROUP = 256;
  private static final int MOST_WAITING = 10_000;

  /** One request's rows; the answer is complete only after the commit. */
  private record Waiting(BooleanSupplier rows, CompletableFuture<Boolean> answer) {}

  private final Transactions transactions;
  private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Worker worker = new Worker("ingest-commit", this::commitGroup, this::refuseAll);

  GroupCommit(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Writes rows within the next transaction.
   *
   * @param rows writes them and says whether they were new; may be called again after a failure
   * @return what {@code rows} said, after the commit; cancelling it before its turn drops the rows
   */
  public CompletableFuture<Boolean> submit(BooleanSupplier rows) {
    Waiting entry = new Waiting(rows, new CompletableFuture<>());
    if (worker.stopping() || !waiting.offer(entry)) {
      return CompletableFuture.failedFuture(
          new RejectedExecutionException("Expected to commit soon, but too many wait"));
    }
    worker.wake();
    return entry.answer();
  }

  private Duration commitGroup() {
    List<Waiting> group = new ArrayList<>();
    waiting.drainTo(group, LARGEST_GROUP);
    group.removeIf(entry -> entry.answer().isDone());
    if (!group.isEmpty() && !commit(group)) {
      group.forEach(entry -> commit(List.of(entry)));
    }
    return waiting.isEmpty() ? Duration.ofSeconds(1) : Duration.ZERO;
  }

  /** Commits a group; false where its members may succeed one by one. */
  private boolean commit(List<Waiting> group) {
    try {
      List<Boolean> answers =
          transactions.call(
              () -> group.stream().map(entry -> entry.rows().getAsBoolean()).toList());
      for (int i = 0; i < group.size(); i++) {
        group.get(i).answer().complete(answers.get(i));
      }
      return true;
    } catch (RuntimeException e) {
      LOG.warn("not committed requests={} cause={}", group.size(), Brief.of(e));
      if (group.size() > 1 && SqlFailures.meaningOf(e) != SqlFailures.Meaning.AWAY) {
        return false;
      }
      group.forEach(entry -> entry.answer().completeExceptionally(e));
      return true;
    }
  }

  private void refuseAll() {
    waiting.forEach(
        entry ->
            entry
                .answer()
                .completeExceptionally(
                    new RejectedExecutionException("Expected to commit, but the service stops")));
  }

  @Override
  public int place() {
    return 90;
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
}
