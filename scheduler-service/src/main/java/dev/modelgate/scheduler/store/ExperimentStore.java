package dev.modelgate.scheduler.store;

import dev.modelgate.scheduler.intake.Verdict;
import dev.modelgate.scheduler.lease.Outcome;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Experiments, which also are the queue. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface ExperimentStore extends GenericRepository<ExperimentRow, String> {

  void save(ExperimentRow row);

  Optional<ExperimentRow> findByExperimentId(String experimentId);

  List<ExperimentRow> findByRunIdOrderByPosition(String runId);

  @Query("select nextval('queue_position')")
  long nextPosition();

  /** An experiment and those that wait for it, in the order of their steps. */
  @Query(
      """
      select e.* from experiment e join experiment o on o.experiment_id = :experimentId
       where e.experiment_id = o.experiment_id
          or (e.run_id = o.run_id and e.blocked and e.state = 'WAITING'
              and e.position > o.position)
       order by e.position for update of e
      """)
  List<ExperimentRow> lockWithFollowers(String experimentId);

  /** Its step's turn has come: it waits in the queue from now on. */
  @Query("update experiment set blocked = false, queued_at = :at where experiment_id = :id")
  void release(String id, Instant at);

  @Query("select * from experiment where run_id = :runId order by position for update")
  List<ExperimentRow> lockOfRun(String runId);

  @Query(
      "update experiment set state = :state, cancelling = :cancelling, attempts = :attempts"
          + " where experiment_id = :experimentId")
  void stand(String experimentId, ExperimentState state, boolean cancelling, int attempts);

  @Query(
      "update experiment set state = 'OVER', outcome = :outcome, exit_code = :exitCode,"
          + " message = :message, metrics = :metrics where experiment_id = :experimentId")
  void end(
      String experimentId,
      Outcome outcome,
      @Nullable Integer exitCode,
      @Nullable String message,
      String metrics);

  /** Keeps the verdict of the highest revision; says how many rows it changed. */
  @Query(
      "update experiment set verdict = :verdict, verdict_revision = :revision"
          + " where experiment_id = :experimentId and verdict_revision < :revision")
  int judge(String experimentId, Verdict verdict, int revision);
}
