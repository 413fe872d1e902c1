package dev.modelgate.checks.store;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** SQL over the baseline ledger; there is none that changes an entry. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface BaselineEntryRows extends GenericRepository<BaselineEntryRow, String> {

  void save(BaselineEntryRow row);

  @Query(
      "select * from baseline_entry where project_id = :projectId and workflow = :workflow"
          + " and step = :step order by sequence desc, place desc, run_number desc limit :most")
  List<BaselineEntryRow> findNewest(String projectId, String workflow, String step, int most);
}
