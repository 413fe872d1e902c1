package dev.modelgate.checks.store;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** SQL over the numbers that experiments measured. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface MeasuredValueRows extends GenericRepository<MeasuredValueRow, Long> {

  void saveAll(List<MeasuredValueRow> rows);

  void deleteByExperimentId(String experimentId);

  List<MeasuredValueRow> findByExperimentIdIn(List<String> experimentIds);
}
