package dev.modelgate.checks.store;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/** SQL over the commits of default branches. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface BranchCommitRows extends GenericRepository<BranchCommitRow, String> {

  /** Of two places of one commit keeps the later one, whichever came first. */
  @Query(
      "insert into branch_commit (project_id, branch, sha, sequence, place)"
          + " select :projectId, :branch, gained.sha, :sequence, min(gained.place) - 1"
          + " from unnest(:shas) with ordinality as gained (sha, place) group by gained.sha"
          + " on conflict (project_id, branch, sha) do update"
          + " set sequence = excluded.sequence, place = excluded.place"
          + " where excluded.sequence > branch_commit.sequence")
  void put(
      String projectId,
      String branch,
      long sequence,
      @TypeDef(type = DataType.STRING_ARRAY) String[] shas);

  @Query(
      "select * from branch_commit where project_id = :projectId and sha = :sha"
          + " order by sequence desc limit 1")
  Optional<BranchCommitRow> find(String projectId, String sha);
}
