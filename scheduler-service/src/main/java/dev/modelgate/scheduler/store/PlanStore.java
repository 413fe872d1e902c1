package dev.modelgate.scheduler.store;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

/** What is to be planned and what was. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface PlanStore extends GenericRepository<PlanRow, String> {

  void save(PlanRow row);

  Optional<PlanRow> findByPlanId(String planId);

  @Query("select * from plan where plan_id = :planId for update")
  Optional<PlanRow> lock(String planId);

  /** Closes it; the workflows as JSON where some of them run. */
  @Query("update plan set settled_at = :at, workflows = :workflows where plan_id = :planId")
  void settle(String planId, Instant at, String workflows);
}
