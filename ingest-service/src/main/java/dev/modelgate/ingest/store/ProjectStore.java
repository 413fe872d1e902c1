package dev.modelgate.ingest.store;

import dev.modelgate.ingest.project.BuildBranches;
import dev.modelgate.ingest.project.Project;
import dev.modelgate.ingest.project.ProjectSettings;
import dev.modelgate.ingest.webhook.HookId;
import dev.modelgate.stream.rows.CurrentConnection;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The registered projects. Everything here needs a transaction around it. */
@Singleton
@Requires(property = "datasources.default.url")
public class ProjectStore {

  private static final String SELECT =
      "select id, name, repository, team, default_branch, build_branches, hook, hook_generation,"
          + " created_at, removed_at from project ";

  private final CurrentConnection connection;

  ProjectStore(CurrentConnection connection) {
    this.connection = connection;
  }

  /** Adds a project; false where another one has its name or its repository. */
  public boolean add(Project project) {
    ProjectSettings settings = project.settings();
    return connection.use(
        c -> {
          try (PreparedStatement insert =
              c.prepareStatement(
                  "insert into project (id, name, repository, team, default_branch, build_branches,"
                      + " hook, hook_generation, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                      + " on conflict do nothing")) {
            insert.setString(1, project.id());
            insert.setString(2, settings.name());
            insert.setString(3, settings.repository());
            insert.setString(4, settings.team());
            insert.setString(5, settings.defaultBranch());
            insert.setString(6, settings.buildBranches().text());
            insert.setString(7, project.hook().hex());
            insert.setInt(8, project.hookGeneration());
            insert.setObject(9, atUtc(project.createdAt()));
            return insert.executeUpdate() == 1;
          }
        });
  }

  /** Marks a project as removed; false where it already is. */
  public boolean remove(String id, Instant at) {
    return connection.use(
        c -> {
          try (PreparedStatement update =
              c.prepareStatement(
                  "update project set removed_at = ? where id = ? and removed_at is null")) {
            update.setObject(1, atUtc(at));
            update.setString(2, id);
            return update.executeUpdate() == 1;
          }
        });
  }

  /** The project of that name that is there. */
  public Optional<Project> named(String name) {
    // PostgreSQL refuses a text with NUL, even to compare with.
    if (name.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    return select("where name = ? and removed_at is null", name).stream().findFirst();
  }

  /** The project of that repository that is there. */
  public Optional<Project> ofRepository(String address) {
    return select("where repository = ? and removed_at is null", address).stream().findFirst();
  }

  /** The project that a hook speaks for, removed or not. */
  public Optional<Project> ofHook(HookId hook) {
    return select("where hook = ?", hook.hex()).stream().findFirst();
  }

  /** The projects that are there, by name. */
  public List<Project> present() {
    return select("where removed_at is null order by name", null);
  }

  /** All projects that ever were. */
  public List<Project> all() {
    return select("", null);
  }

  private List<Project> select(String condition, @Nullable String parameter) {
    return connection.use(
        c -> {
          try (PreparedStatement select = c.prepareStatement(SELECT + condition)) {
            if (parameter != null) {
              select.setString(1, parameter);
            }
            List<Project> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                found.add(project(row));
              }
            }
            return List.copyOf(found);
          }
        });
  }

  private static Project project(ResultSet row) throws SQLException {
    OffsetDateTime removedAt = row.getObject("removed_at", OffsetDateTime.class);
    return new Project(
        row.getString("id"),
        new ProjectSettings(
            row.getString("name"),
            row.getString("repository"),
            row.getString("team"),
            row.getString("default_branch"),
            BuildBranches.valueOf(row.getString("build_branches").toUpperCase(Locale.ROOT))),
        new HookId(row.getString("hook")),
        row.getInt("hook_generation"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        removedAt == null ? null : removedAt.toInstant());
  }

  private static OffsetDateTime atUtc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
