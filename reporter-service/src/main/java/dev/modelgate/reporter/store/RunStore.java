package dev.modelgate.reporter.store;

import dev.modelgate.reporter.facts.RunFacts;
import dev.modelgate.reporter.intake.RunFact;
import dev.modelgate.reporter.render.RunAssembler;
import dev.modelgate.reporter.render.RunReport;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs by id, as the facts that were heard of them. */
@Singleton
public final class RunStore {

  private final Sql sql;
  private final Json json;

  RunStore(Sql sql, Json json) {
    this.sql = sql;
    this.json = json;
  }

  /** Adds a fact to what is known of its run. The caller holds the project's lock. */
  public void add(RunFact fact) {
    String runId = fact.run().runId();
    RunFacts facts =
        sql.first(
                "select facts from run where run_id = ?",
                row -> json.read(row.getString("facts"), RunFacts.class),
                runId)
            .map(known -> known.with(fact))
            .orElseGet(() -> RunFacts.of(fact));
    RunReport report = RunAssembler.assemble(facts);
    sql.update(
        "insert into run (run_id, project_id, number, workflow, branch, sha, created_at, state,"
            + " verdict, promoted, facts) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " on conflict (run_id) do update set created_at = excluded.created_at,"
            + " state = excluded.state, verdict = excluded.verdict,"
            + " promoted = excluded.promoted, facts = excluded.facts",
        runId,
        fact.run().project().id(),
        fact.run().number(),
        fact.run().workflow(),
        report.branch(),
        fact.run().sha(),
        report.createdAt(),
        report.state().word(),
        report.verdict() == null ? null : report.verdict().word(),
        !facts.promotions().isEmpty(),
        json.write(facts));
    report.experiments().stream()
        .flatMap(experiment -> experiment.attempts().stream())
        .forEach(attempt -> know(attempt.id(), runId));
  }

  private void know(String attemptId, String runId) {
    sql.update(
        "insert into attempt (attempt_id, run_id) values (?, ?) on conflict (attempt_id) do nothing",
        attemptId,
        runId);
  }

  /**
   * Runs, the newest first.
   *
   * @param next where the next page starts; null where there is none
   */
  public record Page(List<RunReport> runs, @Nullable String next) {}

  /** The runs of projects that were not removed. */
  public Page page(RunFilter filter) {
    StringBuilder where = new StringBuilder("not p.removed");
    List<@Nullable Object> values = new ArrayList<>();
    and(where, values, "p.name = ?", filter.project());
    and(where, values, "r.branch = ?", filter.branch());
    String verdict = filter.verdict() == null ? null : filter.verdict().toLowerCase(Locale.ROOT);
    and(where, values, "coalesce(r.verdict, r.state) = ?", verdict);
    Position.parse(filter.before())
        .ifPresent(
            position -> {
              where.append(" and (r.created_at, r.run_id) < (?, ?)");
              values.add(position.createdAt());
              values.add(position.runId());
            });
    values.add(filter.limit() + 1);
    List<RunReport> runs =
        sql.list(
            "select r.facts from run r join project p using (project_id) where "
                + where
                + " order by r.created_at desc, r.run_id desc limit ?",
            row -> RunAssembler.assemble(json.read(row.getString("facts"), RunFacts.class)),
            values.toArray());
    if (runs.size() <= filter.limit()) {
      return new Page(runs, null);
    }
    RunReport last = runs.get(filter.limit() - 1);
    return new Page(
        List.copyOf(runs.subList(0, filter.limit())),
        new Position(last.createdAt(), last.key().runId()).text());
  }

  /** A run of a project that was not removed. */
  public Optional<RunReport> find(String project, int number) {
    return sql.first(
        "select r.facts from run r join project p using (project_id)"
            + " where p.name = ? and not p.removed and r.number = ?"
            + " order by r.created_at desc limit 1",
        row -> RunAssembler.assemble(json.read(row.getString("facts"), RunFacts.class)),
        project,
        number);
  }

  /**
   * How far a run is.
   *
   * @param verdict null while it goes on
   * @param fingerprint another one whenever anything of it changed: PostgreSQL's number of the
   *     transaction that wrote it last
   */
  public record Progress(String state, @Nullable String verdict, String fingerprint) {}

  /** How far a run of a project is that was not removed. */
  public Optional<Progress> progress(String project, int number) {
    return sql.first(
        "select r.state, r.verdict, r.xmin as fingerprint from run r"
            + " join project p using (project_id)"
            + " where p.name = ? and not p.removed and r.number = ?"
            + " order by r.created_at desc limit 1",
        row ->
            new Progress(
                row.getString("state"), row.getString("verdict"), row.getString("fingerprint")),
        project,
        number);
  }

  /** Another text whenever one of the newest runs came, went on or went, or none came of a push. */
  public String fingerprint() {
    return sql.first(
            "select concat_ws(' ', (select max(answered_at) from plan_answer),"
                + " md5(string_agg(concat_ws(' ', run_id, written), ',' order by run_id)))"
                + " as fingerprint from (select r.run_id, r.xmin as written from run r"
                + " join project p using (project_id) where not p.removed"
                + " order by r.created_at desc, r.run_id desc limit 200) newest",
            row -> String.valueOf(row.getString("fingerprint")))
        .orElse("");
  }

  /** A run by its project's id. */
  Optional<RunReport> of(String projectId, int number) {
    return sql.first(
        "select facts from run where project_id = ? and number = ?",
        row -> RunAssembler.assemble(json.read(row.getString("facts"), RunFacts.class)),
        projectId,
        number);
  }

  /** Every run of a commit. */
  List<RunReport> ofCommit(String projectId, String sha) {
    return sql.list(
        "select facts from run where project_id = ? and sha = ?",
        row -> RunAssembler.assemble(json.read(row.getString("facts"), RunFacts.class)),
        projectId,
        sha);
  }

  private static void and(
      StringBuilder where, List<@Nullable Object> values, String clause, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      where.append(" and ").append(clause);
      values.add(value);
    }
  }

  /** A place in the list of all runs. */
  private record Position(Instant createdAt, String runId) {

    static Optional<Position> parse(@Nullable String text) {
      int split = text == null ? -1 : text.indexOf('_');
      if (text == null || split < 0) {
        return Optional.empty();
      }
      try {
        Instant at = Instant.ofEpochMilli(Long.parseLong(text.substring(0, split)));
        return Optional.of(new Position(at, text.substring(split + 1)));
      } catch (NumberFormatException | DateTimeException e) {
        return Optional.empty();
      }
    }

    String text() {
      return createdAt.toEpochMilli() + "_" + runId;
    }
  }
}
