package dev.modelgate.stream.rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Statements on the inbox. */
public final class InboxTable {

  private InboxTable() {}

  /** Notes ids as handled; returns those that were not yet. */
  public static Set<String> addNew(Connection connection, Collection<String> ids)
      throws SQLException {
    Set<String> fresh = new HashSet<>();
    if (ids.isEmpty()) {
      return fresh;
    }
    // Sorted, so that two transactions with the same ids wait instead of blocking each other.
    Object[] sorted = ids.stream().distinct().sorted().toArray();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into inbox (event) select id from unnest(?) as id"
                + " on conflict do nothing returning event")) {
      statement.setArray(1, connection.createArrayOf("text", sorted));
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          fresh.add(found.getString(1));
        }
      }
    }
    return fresh;
  }

  /** Deletes some of the ids older than those days; returns how many. */
  public static int forget(Connection connection, int days) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "delete from inbox where event in (select event from inbox"
                + " where handled_at < now() - make_interval(days => ?) limit 5000)")) {
      statement.setInt(1, days);
      return statement.executeUpdate();
    }
  }
}
