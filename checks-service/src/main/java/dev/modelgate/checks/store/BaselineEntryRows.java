package dev.modelgate.checks.store;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** SQL over the baseline ledger; there is none that changes an entry. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface BaselineEntryRows extends GenericRepository<BaselineEntryRow, String> {

  void save(BaselineEntryRow row);

  /**
   * Of each metric and each thing that it meant, the newest number. A branch that was forced away
   * and back gains its commits again, so that where a commit is today may be further along than
   * where it was when its result was promoted.
   */
  @Query(
      """
      select distinct on (v.metric, v.source, v.name, v.file, v.pointer, v.aggregate)
             v.metric, v.value, v.source, v.name, v.file, v.pointer, v.aggregate,
             e.entry_id, e.run_number, e.ref, e.sha, e.branch,
             coalesce(c.sequence, e.sequence) as sequence, coalesce(c.place, e.place) as place
        from baseline_entry e
        join measured_value v on v.experiment_id = e.experiment_id
        left join branch_commit c
          on c.project_id = e.project_id and c.branch = e.branch and c.sha = e.sha
       where e.project_id = :projectId and e.workflow = :workflow and e.step = :step
         and v.metric = any (:metrics) and v.value <> 'NaN'
       order by v.metric, v.source, v.name, v.file, v.pointer, v.aggregate,
                sequence desc, place desc, e.run_number desc
      """)
  List<BaselineNumberRow> findNewest(
      String projectId,
      String workflow,
      String step,
      @TypeDef(type = DataType.STRING_ARRAY) String[] metrics);
}
