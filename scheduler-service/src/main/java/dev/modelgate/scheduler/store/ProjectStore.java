package dev.modelgate.scheduler.store;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

/** Counters of projects; the row's lock gives the numbers their order. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface ProjectStore extends GenericRepository<ProjectRow, String> {

  Optional<ProjectRow> findByProjectId(String projectId);

  @Query("insert into project (project_id) values (:projectId) on conflict do nothing")
  void ensure(String projectId);

  @Query("select * from project where project_id = :projectId for update")
  ProjectRow lock(String projectId);

  @Query("update project set last_run_number = :number where project_id = :projectId")
  void setLastRunNumber(String projectId, int number);

  @Query("update project set last_sequence = last_sequence + 1 where project_id = :projectId")
  void countEvent(String projectId);

  @Query("update project set tip_branch = :branch, tip = :tip where project_id = :projectId")
  void setTip(String projectId, String branch, String tip);

  @Query("update project set removed_at = :at where project_id = :projectId")
  void remove(String projectId, Instant at);

  /** The next number of an event of the project; its row stays locked until the commit. */
  default long nextSequence(String projectId) {
    ensure(projectId);
    countEvent(projectId);
    return lock(projectId).lastSequence();
  }
}
