package dev.modelgate.scheduler.store;

import dev.modelgate.scheduler.lease.Outcome;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Attempts; tokens come from one sequence, so that they only grow. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface AttemptStore extends GenericRepository<AttemptRow, String> {

  void save(AttemptRow row);

  @Query("select nextval('attempt_token')")
  long nextToken();

  /**
   * Lets no later token be below a number: agents remember tokens that a restored database has
   * forgotten.
   */
  @Query("select setval('attempt_token', greatest((select last_value from attempt_token), :floor))")
  long raiseTokens(long floor);

  Optional<AttemptRow> findByAttemptId(String attemptId);

  List<AttemptRow> findByExperimentIdOrderByNumber(String experimentId);

  @Query("select * from attempt where live")
  List<AttemptRow> live();

  /**
   * Whether files of the attempt are still wanted: it runs, or it ended as its runner said. One
   * that was given up has no end; a later attempt of the experiment has its place. Time is counted
   * by our clock, not by the runner's.
   */
  @Query(
      "select exists (select 1 from attempt where attempt_id = :attemptId and token = :token"
          + " and runner_id = :runnerId and (live or (finished_at is not null and ended_at > :endedAfter)))")
  boolean mayStore(String attemptId, long token, String runnerId, Instant endedAfter);

  @Query("update attempt set last_sequence = :sequence where attempt_id = :attemptId")
  void take(String attemptId, long sequence);

  @Query("update attempt set started_at = :at, notes = :notes where attempt_id = :attemptId")
  void start(String attemptId, Instant at, String notes);

  @Query(
      "update attempt set live = false, outcome = :outcome, exit_code = :exitCode,"
          + " message = :message, started_at = coalesce(:startedAt, started_at),"
          + " finished_at = :finishedAt, ended_at = :endedAt, notes = coalesce(:notes, notes),"
          + " log_bytes = :logBytes where attempt_id = :attemptId")
  void end(
      String attemptId,
      Outcome outcome,
      @Nullable Integer exitCode,
      @Nullable String message,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      Instant endedAt,
      @Nullable String notes,
      long logBytes);
}
