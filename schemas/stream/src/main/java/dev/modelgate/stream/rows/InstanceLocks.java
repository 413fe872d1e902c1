package dev.modelgate.stream.rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Tells whether an instance lives: each holds, in a session of its own, PostgreSQL's advisory lock
 * with its number, and the lock ends with the session.
 */
public final class InstanceLocks {

  private InstanceLocks() {}

  /**
   * Holds the lock until the session ends; together with an earlier session of the same instance,
   * which PostgreSQL may not know to be gone yet.
   */
  public static void hold(Connection connection, long instance) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_advisory_lock_shared(?)")) {
      statement.setLong(1, instance);
      statement.execute();
    }
  }

  /** An SQL condition: somebody holds the lock with the number that the column has. */
  static String isHeld(String column) {
    return "exists (select 1 from pg_locks l where l.locktype = 'advisory' and l.objsubid = 1"
        + " and l.granted and l.database = (select oid from pg_database where datname ="
        + " current_database()) and (l.classid::bigint << 32) | l.objid::bigint = "
        + column
        + ")";
  }
}
