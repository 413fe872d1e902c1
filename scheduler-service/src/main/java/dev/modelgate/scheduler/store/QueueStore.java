package dev.modelgate.scheduler.store;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** The queue as placement reads it. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface QueueStore extends GenericRepository<ExperimentRow, String> {

  /** Everything that waits, first come first. */
  @Query(
      """
      select e.experiment_id, r.project_id, r.run_number, r.workflow, e.step, e.machine,
             cast(e.surroundings as json) ->> 'container' as container, e.queued_at,
             (select string_agg(a.runner_id, ',') from attempt a
               where a.experiment_id = e.experiment_id and e.attempts > 0) as failed_on
        from experiment e join run r using (run_id)
       where e.state = 'WAITING' and not e.blocked
       order by e.position
      """)
  List<WaitingRow> waiting();

  /** Ids of the experiments that are to end and have a live attempt. */
  @Query(
      "select experiment_id from experiment"
          + " where cancelling and state in ('ASSIGNED', 'RUNNING') order by position")
  List<String> cancelling();
}
