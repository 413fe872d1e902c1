package dev.modelgate.checks.store;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/** SQL over what was said of runs. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface RunResultRows extends GenericRepository<RunResultRow, String> {

  void save(RunResultRow row);

  void update(RunResultRow row);

  Optional<RunResultRow> findByRunId(String runId);
}
