package dev.modelgate.checks.store;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** SQL over what was said of experiments. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ExperimentResultRows extends GenericRepository<ExperimentResultRow, String> {

  void save(ExperimentResultRow row);

  void update(ExperimentResultRow row);

  Optional<ExperimentResultRow> findByExperimentId(String experimentId);

  List<ExperimentResultRow> findByRunId(String runId);

  /** Passed results of the commits that are not in the ledger yet. */
  @Query(
      "select r.* from experiment_result r where r.project_id = :projectId and r.sha in (:shas)"
          + " and r.verdict = 'PASSED' and r.outcome = 'SUCCEEDED'"
          + " and not exists (select 1 from baseline_entry e where e.experiment_id = r.experiment_id)"
          + " order by r.run_number, r.experiment_id")
  List<ExperimentResultRow> findPromotable(String projectId, List<String> shas);
}
