package dev.modelgate.reporter.store;

import dev.modelgate.reporter.intake.PlanAnswer;
import dev.modelgate.reporter.intake.ProjectRef;
import dev.modelgate.reporter.render.CommitAssembler;
import dev.modelgate.reporter.render.CommitReport;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was answered for each commit. */
@Singleton
public final class CommitStore {

  private static final int NEWEST = 50;

  private final Sql sql;
  private final Json json;
  private final RunStore runs;

  CommitStore(Sql sql, Json json, RunStore runs) {
    this.sql = sql;
    this.json = json;
    this.runs = runs;
  }

  /** Keeps an answer; one that names no commit has nothing to be shown on. */
  public void add(PlanAnswer answer) {
    String sha = answer.sha();
    if (sha == null) {
      return;
    }
    sql.update(
        "insert into plan_answer (event_id, project_id, sha, answered_at, declined, body)"
            + " values (?, ?, ?, ?, ?, ?) on conflict (event_id) do nothing",
        answer.eventId(),
        answer.project().id(),
        sha,
        answer.at(),
        answer instanceof PlanAnswer.Declined,
        json.write(withoutRuns(answer)));
  }

  /** All that is said of a commit. */
  public CommitReport report(ProjectRef project, String sha) {
    List<PlanAnswer> answers =
        sql.list(
            "select declined, body from plan_answer where project_id = ? and sha = ?",
            row -> answer(row.getBoolean("declined"), row.getString("body")),
            project.id(),
            sha);
    return CommitAssembler.assemble(project.name(), sha, answers, runs.ofCommit(project.id(), sha));
  }

  /** The same for a project's name; empty where the project is gone or nothing was said. */
  public Optional<CommitReport> find(String project, String sha) {
    return sql
        .list(
            "select project_id, name, repository from project where name = ? and not removed",
            row ->
                new ProjectRef(
                    row.getString("project_id"),
                    row.getString("name"),
                    row.getString("repository")),
            project)
        .stream()
        .map(found -> report(found, sha))
        .filter(report -> !report.unknown())
        .findFirst();
  }

  /** The newest answers of a project that was not removed, or of all of them, the newest first. */
  public List<PlanAnswer> newest(@Nullable String project) {
    String named = project == null || project.isBlank() ? null : project;
    return sql.list(
        "select a.declined, a.body from plan_answer a join project p using (project_id)"
            + " where not p.removed and p.name = coalesce(?::text, p.name)"
            + " order by a.answered_at desc, a.event_id desc limit "
            + NEWEST,
        row -> answer(row.getBoolean("declined"), row.getString("body")),
        named);
  }

  private PlanAnswer answer(boolean declined, String body) {
    return declined
        ? json.read(body, PlanAnswer.Declined.class)
        : json.read(body, PlanAnswer.Planned.class);
  }

  /** The runs are kept by themselves. */
  private static PlanAnswer withoutRuns(PlanAnswer answer) {
    return switch (answer) {
      case PlanAnswer.Declined declined -> declined;
      case PlanAnswer.Planned planned ->
          new PlanAnswer.Planned(
              planned.eventId(),
              planned.at(),
              planned.project(),
              planned.ref(),
              planned.sha(),
              planned.workflows(),
              List.of());
    };
  }
}
