package dev.modelgate.scheduler.store;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is to be planned and what was. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface PlanStore extends GenericRepository<PlanRow, String> {

  void save(PlanRow row);

  Optional<PlanRow> findByPlanId(String planId);

  @Query("select * from plan where plan_id = :planId for update")
  Optional<PlanRow> lock(String planId);

  /** The oldest of a project that are neither planned nor declined. */
  @Query(
      "select plan_id from plan where project_id = :projectId and settled_at is null"
          + " order by received_at limit 1000")
  List<String> findWaiting(String projectId);

  /** Closes it; the workflows as JSON where some of them run. */
  @Query("update plan set settled_at = :at, workflows = :workflows where plan_id = :planId")
  void settle(String planId, Instant at, String workflows);
}
