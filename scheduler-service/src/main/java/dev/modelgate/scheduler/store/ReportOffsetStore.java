package dev.modelgate.scheduler.store;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** Offsets of the runners' reports. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface ReportOffsetStore extends GenericRepository<ReportOffsetRow, Integer> {

  List<ReportOffsetRow> findAll();

  @Query(
      "insert into report_offset (kafka_partition, next_offset) values (:partition, :next)"
          + " on conflict (kafka_partition) do update set next_offset = excluded.next_offset")
  void advance(int partition, long next);
}
