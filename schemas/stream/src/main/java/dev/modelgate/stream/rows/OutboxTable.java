package dev.modelgate.stream.rows;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements on the outbox. */
public final class OutboxTable {

  private OutboxTable() {}

  static void insert(Connection connection, List<OutboxRow> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into outbox (topic, record_key, type, event_id, value, headers)"
                + " values (?, ?, ?, ?, ?, ?)")) {
      for (OutboxRow row : rows) {
        statement.setString(1, row.topic());
        statement.setString(2, row.key());
        statement.setString(3, row.type());
        statement.setString(4, row.eventId());
        statement.setBytes(5, row.value());
        statement.setArray(6, connection.createArrayOf("text", row.headers().toArray()));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /**
   * The oldest rows that are to be sent, by id; never by a cursor, for a lower id may commit later.
   *
   * @param bytes about how much to read at most; one row is read in any case
   * @param heldBack names of topics, or topic and key with a line feed between, to leave out
   */
  public static List<UnsentRow> unsent(
      Connection connection, int limit, long bytes, Collection<String> heldBack)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select id, topic, record_key, value, headers from (select *,"
                + " sum(coalesce(octet_length(value), 0)) over (order by id)"
                + " - coalesce(octet_length(value), 0) as before from (select * from outbox"
                + " where (sent_at is null or again) and not topic = any(?)"
                + " and not (topic || chr(10) || record_key) = any(?) order by id limit ?) as oldest)"
                + " as measured where before < ? order by id")) {
      Array names = connection.createArrayOf("text", heldBack.toArray());
      statement.setArray(1, names);
      statement.setArray(2, names);
      statement.setInt(3, limit);
      statement.setLong(4, bytes);
      return rows(statement);
    }
  }

  /**
   * Notes that rows were confirmed, if the relay's lease still has that epoch.
   *
   * @return false where another holder has taken the lease: nothing was noted
   */
  public static boolean markSent(Connection connection, Collection<Long> ids, long epoch)
      throws SQLException {
    if (!RelayLeaseTable.lockEpoch(connection, epoch)) {
      return false;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update outbox set sent_at = coalesce(sent_at, clock_timestamp()), again = false"
                + " where id = any(?)")) {
      statement.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
      statement.executeUpdate();
      return true;
    }
  }

  /**
   * Has some of what was sent in the last seconds before the newest mark sent once more, in its
   * place. Marks stay, so that whoever is started again and again sends no more than these seconds;
   * what the inboxes may no longer know is left alone.
   *
   * @param from mark of the last row of the call before; null at first
   * @return mark of the last row; empty where there was none left
   */
  public static Optional<OffsetDateTime> sendAgain(
      Connection connection, @Nullable OffsetDateTime from, int limit, long seconds)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "with lately as (select id, sent_at from outbox where not again"
                + " and sent_at >= coalesce(cast(? as timestamptz),"
                + " least((select max(sent_at) from outbox), now()) - make_interval(secs => ?))"
                + " and sent_at > now() - interval '30 days' order by sent_at limit ?),"
                + " marked as (update outbox set again = true where id in (select id from lately))"
                + " select max(sent_at) from lately")) {
      statement.setObject(1, from);
      statement.setDouble(2, seconds);
      statement.setInt(3, limit);
      try (ResultSet found = statement.executeQuery()) {
        found.next();
        return Optional.ofNullable(found.getObject(1, OffsetDateTime.class));
      }
    }
  }

  private static List<UnsentRow> rows(PreparedStatement statement) throws SQLException {
    try (ResultSet found = statement.executeQuery()) {
      List<UnsentRow> rows = new ArrayList<>();
      while (found.next()) {
        rows.add(
            new UnsentRow(
                found.getLong(1),
                found.getString(2),
                found.getString(3),
                found.getBytes(4),
                List.of((String[]) found.getArray(5).getArray())));
      }
      return rows;
    }
  }

  /** Deletes some of the rows that were sent before those hours, for good; returns how many. */
  public static int forget(Connection connection, int hours) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "delete from outbox where id in (select id from outbox"
                + " where sent_at < now() - make_interval(hours => ?) and not again limit 5000)")) {
      statement.setInt(1, hours);
      return statement.executeUpdate();
    }
  }

  /** How many rows wait, and for how many seconds the oldest does that was never sent. */
  public static Backlog backlog(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                "select count(*), coalesce(extract(epoch from clock_timestamp() -"
                    + " min(created_at) filter (where sent_at is null)), 0) from outbox"
                    + " where sent_at is null or again");
        ResultSet found = statement.executeQuery()) {
      found.next();
      return new Backlog(found.getLong(1), found.getDouble(2));
    }
  }

  /** What waits in the outbox. */
  public record Backlog(long rows, double oldestSeconds) {}
}
