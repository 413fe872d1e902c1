package dev.modelgate.scheduler.store;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Approved runners. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface RunnerStore extends GenericRepository<RunnerRow, String> {

  List<RunnerRow> findAllOrderByName();

  Optional<RunnerRow> findByRunnerId(String runnerId);

  /**
   * Approves the runner, or takes over what it says of itself now; nothing where another agent has
   * the name and was heard of since.
   */
  @Query(
      """
      insert into runner (runner_id, name, machines, slots, ignores_containers, host_name,
                          agent_version, approved_at, agent_id, registered_at)
      values (:runnerId, :name, :machines, :slots, :ignoresContainers, :hostName, :agentVersion,
              :now, :agentId, :now)
      on conflict (runner_id) do update
         set machines = excluded.machines, slots = excluded.slots,
             ignores_containers = excluded.ignores_containers, host_name = excluded.host_name,
             agent_version = excluded.agent_version, agent_id = excluded.agent_id,
             registered_at = excluded.registered_at
       where runner.agent_id is null
          or runner.agent_id = excluded.agent_id
          or greatest(runner.heard_at, runner.registered_at) < :heardSince
      """)
  void approve(
      String runnerId,
      String name,
      String machines,
      int slots,
      boolean ignoresContainers,
      String hostName,
      String agentVersion,
      String agentId,
      Instant now,
      Instant heardSince);

  @Query("update runner set heard_at = :at where runner_id in (:runnerIds)")
  void heard(Collection<String> runnerIds, Instant at);

  /** How many live attempts each runner holds; runners without any are left out. */
  @Query("select runner_id, count(*) as used from attempt where live group by runner_id")
  List<UsedSlots> usedSlots();
}
