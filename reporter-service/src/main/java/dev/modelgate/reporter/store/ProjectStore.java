package dev.modelgate.reporter.store;

import dev.modelgate.reporter.intake.ProjectRef;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Projects by id. What only events tell of a project is kept until its registration is heard of.
 */
@Singleton
public final class ProjectStore {

  private final Sql sql;

  ProjectStore(Sql sql) {
    this.sql = sql;
  }

  /**
   * Makes sure that the project is here, and lets nobody else change what is known of it until the
   * transaction ends: two topics that tell of one commit would otherwise not see each other's half.
   */
  public void lock(ProjectRef project) {
    sql.update(
        "insert into project (project_id, name, repository) values (?, ?, ?)"
            + " on conflict (project_id) do nothing",
        project.id(),
        project.name(),
        project.repository());
    sql.list("select 1 from project where project_id = ? for update", row -> true, project.id());
  }

  public void registered(ProjectRef project) {
    sql.update(
        "insert into project (project_id, name, repository) values (?, ?, ?)"
            + " on conflict (project_id) do update set name = excluded.name,"
            + " repository = excluded.repository, removed = false",
        project.id(),
        project.name(),
        project.repository());
  }

  /** What is kept of it is not shown any more, and nothing goes out for it. */
  public void removed(String projectId) {
    sql.update(
        "insert into project (project_id, name, repository, removed) values (?, '', '', true)"
            + " on conflict (project_id) do update set removed = true",
        projectId);
  }

  /** The project, unless it was removed. */
  public Optional<ProjectRef> present(String projectId) {
    return sql.first(
        "select project_id, name, repository from project where project_id = ? and not removed",
        row ->
            new ProjectRef(
                row.getString("project_id"), row.getString("name"), row.getString("repository")),
        projectId);
  }

  /** Names of the projects that were not removed, in order. */
  public List<String> names() {
    return sql.list(
        "select distinct name from project where not removed order by name",
        row -> row.getString("name"));
  }
}
