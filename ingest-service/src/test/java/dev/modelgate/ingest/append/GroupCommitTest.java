package dev.modelgate.ingest.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.ingest.SharedService;
import dev.modelgate.stream.rows.CurrentConnection;
import dev.modelgate.testkit.TestService;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several requests share a commit, and nothing else: neither a fault nor the way around it. */
@ExtendWith(SharedService.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupCommitTest {

  private GroupCommit commits;
  private CurrentConnection connection;

  @BeforeAll
  void start(TestService service) {
    commits = service.bean(GroupCommit.class);
    connection = service.bean(CurrentConnection.class);
  }

  @Test
  void commitsWhatGatheredMeanwhileInOneTransaction() throws Exception {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    CompletableFuture<Boolean> first = holdingUp(gate);
    long[] transactions = new long[20];
    CompletableFuture<?>[] others = new CompletableFuture<?>[20];
    for (int i = 0; i < others.length; i++) {
      int place = i;
      others[i] =
          commits.submit(
              () -> {
                transactions[place] = transaction();
                return place % 2 == 0;
              });
    }
    gate.complete(null);
    assertThat(first.get(10, TimeUnit.SECONDS)).isTrue();
    CompletableFuture.allOf(others).get(10, TimeUnit.SECONDS);
    assertThat(transactions).containsOnly(transactions[0]);
    assertThat(others[0].get()).isEqualTo(true);
    assertThat(others[1].get()).isEqualTo(false);
  }

  @Test
  void letsOneFailWithoutTheOthers() throws Exception {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    CompletableFuture<Boolean> first = holdingUp(gate);
    CompletableFuture<Boolean> good = commits.submit(() -> transaction() > 0);
    CompletableFuture<Boolean> bad =
        commits.submit(
            () -> {
              throw new IllegalArgumentException("bad");
            });
    CompletableFuture<Boolean> alsoGood = commits.submit(() -> transaction() > 0);
    gate.complete(null);
    assertThat(first.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(good.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(alsoGood.get(10, TimeUnit.SECONDS)).isTrue();
    assertThatThrownBy(() -> bad.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("bad");
  }

  @Test
  void leavesOutWhatNobodyWaitsForAnyMore() throws Exception {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    CompletableFuture<Boolean> first = holdingUp(gate);
    AtomicBoolean written = new AtomicBoolean();
    CompletableFuture<Boolean> given =
        commits.submit(
            () -> {
              written.set(true);
              return true;
            });
    given.cancel(false);
    gate.complete(null);
    assertThat(first.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(commits.submit(() -> true).get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(written).isFalse();
  }

  @Test
  void passesPostgresqlByForNoOtherEventWhereOneIsFaulty() {
    DurableAppend append =
        new DurableAppend(
            commits, Duration.ofSeconds(20), Duration.ofSeconds(25), System::nanoTime);
    BooleanSupplier faulty =
        () -> {
          throw new IllegalArgumentException("bad");
        };
    Supplier<Future<?>> broken =
        () -> {
          throw new IllegalStateException("Kafka's client is broken");
        };
    assertThat(append.append(faulty, () -> CompletableFuture.completedFuture(1)))
        .isEqualTo(Appended.STRAIGHT);
    assertThat(append.append(() -> true, broken)).isEqualTo(Appended.COMMITTED);
    assertThat(append.append(faulty, broken)).isEqualTo(Appended.NOWHERE);
  }

  /** Keeps the committing thread busy; returns when it is, so that what follows gathers behind. */
  private CompletableFuture<Boolean> holdingUp(CompletableFuture<Void> gate) {
    CompletableFuture<Void> begun = new CompletableFuture<>();
    CompletableFuture<Boolean> answer =
        commits.submit(
            () -> {
              begun.complete(null);
              gate.join();
              return true;
            });
    begun.orTimeout(10, TimeUnit.SECONDS).join();
    return answer;
  }

  private long transaction() {
    return connection.use(
        c -> {
          try (PreparedStatement select = c.prepareStatement("select txid_current()");
              ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
          }
        });
  }
}
