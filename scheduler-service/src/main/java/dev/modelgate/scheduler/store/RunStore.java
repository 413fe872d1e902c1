package dev.modelgate.scheduler.store;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface RunStore extends GenericRepository<RunRow, String> {

  void save(RunRow row);

  Optional<RunRow> findByRunId(String runId);

  Optional<RunRow> findByProjectIdAndRunNumber(String projectId, int runNumber);

  @Query("select * from run where run_id = :runId for update")
  Optional<RunRow> lock(String runId);

  /** Every run of a git event's workflows, reruns too, in the order of their numbers. */
  @Query("select * from run where root_id = :rootId order by run_number")
  List<RunRow> ofRoot(String rootId);

  /** The runs of a project that are not over, in the order of their numbers. */
  @Query(
      "select * from run where project_id = :projectId and finished_at is null order by run_number")
  List<RunRow> unfinishedOf(String projectId);

  @Query("update run set finished_at = :at where run_id = :runId")
  void finish(String runId, Instant at);
}
