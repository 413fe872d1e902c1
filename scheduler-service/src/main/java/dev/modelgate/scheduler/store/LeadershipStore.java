package dev.modelgate.scheduler.store;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The row that makes one instance the leader, and the fence that keeps its predecessors out. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface LeadershipStore extends GenericRepository<LeadershipRow, String> {

  Optional<LeadershipRow> findByPool(String pool);

  @Query(
      "insert into leadership (pool, holder, epoch, renewals) values (:pool, null, 0, 0)"
          + " on conflict do nothing")
  void ensure(String pool);

  /**
   * Counts one more, and nobody takes over before the commit; null where that holder does not lead
   * in that epoch, or where the row counts less than it is known to have counted.
   */
  @Query(
      "update leadership set renewals = renewals + 1 where pool = :pool and holder = :holder"
          + " and epoch = :epoch and renewals >= :known returning renewals")
  @Nullable Long count(String pool, String holder, long epoch, long known);

  /** Takes over from whoever was seen at that epoch and renewal; says how many rows it changed. */
  @Query(
      "update leadership set holder = :holder, epoch = :next, renewals = 0"
          + " where pool = :pool and epoch = :epoch and renewals = :renewals")
  int takeOver(String pool, String holder, long epoch, long renewals, long next);

  @Query(
      "update leadership set holder = null, renewals = renewals + 1"
          + " where pool = :pool and holder = :holder and epoch = :epoch")
  void release(String pool, String holder, long epoch);
}
