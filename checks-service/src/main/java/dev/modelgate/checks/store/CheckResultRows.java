package dev.modelgate.checks.store;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** SQL over what checks said. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface CheckResultRows extends GenericRepository<CheckResultRow, Long> {

  void saveAll(List<CheckResultRow> rows);

  void deleteByExperimentId(String experimentId);

  List<CheckResultRow> findByExperimentIdInOrderByPlace(List<String> experimentIds);
}
