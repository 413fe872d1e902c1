package dev.modelgate.scheduler.store;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/** The row that makes one instance the leader, and the fence that keeps its predecessors out. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface LeadershipStore extends GenericRepository<LeadershipRow, String> {

  Optional<LeadershipRow> findByPool(String pool);

  @Query(
      "insert into leadership (pool, holder, epoch, renewals) values (:pool, null, 0, 0)"
          + " on conflict do nothing")
  void ensure(String pool);

  /** Says how many rows it changed: 0 where another took over. */
  @Query(
      "update leadership set renewals = renewals + 1"
          + " where pool = :pool and holder = :holder and epoch = :epoch")
  int renew(String pool, String holder, long epoch);

  /** Takes over from whoever was seen at that epoch and renewal; says how many rows it changed. */
  @Query(
      "update leadership set holder = :holder, epoch = :next, renewals = 0"
          + " where pool = :pool and epoch = :epoch and renewals = :renewals")
  int takeOver(String pool, String holder, long epoch, long renewals, long next);

  @Query(
      "update leadership set holder = null, renewals = renewals + 1"
          + " where pool = :pool and holder = :holder and epoch = :epoch")
  void release(String pool, String holder, long epoch);

  /**
   * Empty where that holder does not lead in that epoch; else nobody takes over before the commit.
   */
  @Query(
      "select * from leadership"
          + " where pool = :pool and holder = :holder and epoch = :epoch for share")
  Optional<LeadershipRow> fence(String pool, String holder, long epoch);
}
