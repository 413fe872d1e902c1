package dev.modelgate.stream.rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements on the tasks. */
public final class TaskTable {

  /** A task that this instance took, with the number of its lease. */
  public record Taken(
      long id,
      long lease,
      String kind,
      String key,
      String host,
      String payload,
      int attempt,
      java.time.Instant createdAt,
      @Nullable String traceparent) {}

  /** How many tasks there are, how many of them failed before, age of the oldest in seconds. */
  public record Backlog(long waiting, long failing, double oldestSeconds) {}

  private TaskTable() {}

  static void insert(Connection connection, List<TaskRow> rows) throws SQLException {
    // Where one waits already, its row is locked till the commit: nobody takes it before it can see
    // what this transaction wrote.
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into task (kind, key, host, payload, dedupe, traceparent)"
                + " values (?, ?, ?, ?, ?, ?)"
                + " on conflict (kind, dedupe) where dedupe is not null and holder is null"
                + " do update set dedupe = excluded.dedupe")) {
      for (TaskRow row : rows) {
        statement.setString(1, row.kind());
        statement.setString(2, row.key());
        statement.setString(3, row.host());
        statement.setString(4, row.payload());
        statement.setString(5, row.dedupe());
        statement.setString(6, row.traceparent());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /**
   * Takes the next task that is due: the first of its key, held by nobody that lives.
   *
   * <p>A holder counts as gone when its lease ran out, or when its session with PostgreSQL ended.
   * Where PostgreSQL itself was away, every living instance has time to be back: a lease runs from
   * PostgreSQL's start at the earliest. What this instance holds without carrying it out was taken
   * by a commit whose answer it never saw; what it carries out it never takes, whoever holds it
   * now.
   *
   * @param carried what this instance carries out at this moment
   * @param kinds what this instance carries out
   * @param closedHosts hosts that get nothing now
   */
  public static Optional<Taken> take(
      Connection connection,
      long holder,
      int seconds,
      Collection<Long> carried,
      Collection<String> kinds,
      Collection<String> closedHosts)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "with next as (select t.id from task t where t.not_before <= clock_timestamp()"
                + " and t.kind = any(?) and not t.host = any(?) and not t.id = any(?)"
                + " and (t.holder is null or t.holder = ?"
                + " or greatest(t.leased_until, pg_postmaster_start_time()"
                + " + make_interval(secs => ?)) < clock_timestamp()"
                + " or pg_postmaster_start_time() < clock_timestamp() - interval '5 seconds'"
                + " and not "
                + InstanceLocks.isHeld("t.holder")
                + ")"
                + " and not exists (select 1 from task e where e.key = t.key and e.id < t.id)"
                + " order by t.not_before, t.id limit 1 for update of t skip locked)"
                + " update task set holder = ?, lease = lease + 1, attempt = attempt + 1,"
                + " leased_until = clock_timestamp() + make_interval(secs => ?)"
                + " from next where task.id = next.id"
                + " returning task.id, lease, kind, key, host, payload, attempt, created_at,"
                + " traceparent")) {
      statement.setArray(1, connection.createArrayOf("text", kinds.toArray()));
      statement.setArray(2, connection.createArrayOf("text", closedHosts.toArray()));
      statement.setArray(3, connection.createArrayOf("bigint", carried.toArray()));
      statement.setLong(4, holder);
      statement.setDouble(5, seconds);
      statement.setLong(6, holder);
      statement.setDouble(7, seconds);
      try (ResultSet found = statement.executeQuery()) {
        return found.next() ? Optional.of(read(found)) : Optional.empty();
      }
    }
  }

  /** Deletes a task, if it still is this lease's. */
  public static boolean finish(Connection connection, long id, long lease) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "delete from task where id = ? and lease = ? and holder is not null")) {
      statement.setLong(1, id);
      statement.setLong(2, lease);
      return statement.executeUpdate() == 1;
    }
  }

  /**
   * Lets a task wait again; where another with its dedupe waits by now, that one does the work and
   * this one goes. False where it is no longer this lease's.
   */
  public static boolean retry(
      Connection connection, long id, long lease, Duration after, String error)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "with double as (delete from task t where t.id = ? and t.lease = ? and t.holder is not"
                + " null and exists (select 1 from task w where w.kind = t.kind and w.dedupe ="
                + " t.dedupe and w.holder is null) returning t.id),"
                + " again as (update task set holder = null, leased_until = null, last_error = ?,"
                + " not_before = clock_timestamp() + make_interval(secs => ?)"
                + " where id = ? and lease = ? and holder is not null"
                + " and not exists (select 1 from double) returning id)"
                + " select 1 from double union all select 1 from again")) {
      statement.setLong(1, id);
      statement.setLong(2, lease);
      statement.setString(3, error);
      statement.setDouble(4, after.toMillis() / 1000.0);
      statement.setLong(5, id);
      statement.setLong(6, lease);
      try (ResultSet settled = statement.executeQuery()) {
        return settled.next();
      }
    }
  }

  /** Prolongs the leases of everything that this instance carries out. */
  public static void renew(Connection connection, long holder, Collection<Long> ids, int seconds)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update task set leased_until = clock_timestamp() + make_interval(secs => ?)"
                + " where id = any(?) and holder = ?")) {
      statement.setDouble(1, seconds);
      statement.setArray(2, connection.createArrayOf("bigint", ids.toArray()));
      statement.setLong(3, holder);
      statement.executeUpdate();
    }
  }

  /** What waits. */
  public static Backlog backlog(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                "select count(*), count(*) filter (where last_error is not null),"
                    + " coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)"
                    + " from task");
        ResultSet found = statement.executeQuery()) {
      found.next();
      return new Backlog(found.getLong(1), found.getLong(2), found.getDouble(3));
    }
  }

  private static Taken read(ResultSet found) throws SQLException {
    return new Taken(
        found.getLong(1),
        found.getLong(2),
        found.getString(3),
        found.getString(4),
        found.getString(5),
        found.getString(6),
        found.getInt(7),
        found.getObject(8, OffsetDateTime.class).toInstant(),
        found.getString(9));
  }
}
