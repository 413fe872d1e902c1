package dev.modelgate.stream.rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/** Statements on the row that says who sends the outbox. */
public final class RelayLeaseTable {

  private RelayLeaseTable() {}

  /**
   * Takes the lease if it is free: never taken, run out, or its holder's session with PostgreSQL is
   * gone (a session ends with its process, so that a restart need not wait for the time to run
   * out).
   *
   * @return the new epoch
   */
  public static OptionalLong take(Connection connection, long holder, int seconds)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into relay_lease as lease (holder, epoch, leased_until)"
                + " values (?, 1, clock_timestamp() + make_interval(secs => ?))"
                + " on conflict (one) do update set holder = excluded.holder,"
                + " epoch = lease.epoch + 1, leased_until = excluded.leased_until"
                + " where lease.leased_until < clock_timestamp() or not "
                + InstanceLocks.isHeld("lease.holder")
                + " returning epoch")) {
      statement.setLong(1, holder);
      statement.setDouble(2, seconds);
      try (ResultSet found = statement.executeQuery()) {
        return found.next() ? OptionalLong.of(found.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  /** Prolongs the lease; false where another holder has taken it. */
  public static boolean renew(Connection connection, long epoch, int seconds) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update relay_lease set leased_until = clock_timestamp() + make_interval(secs => ?)"
                + " where epoch = ?")) {
      statement.setDouble(1, seconds);
      statement.setLong(2, epoch);
      return statement.executeUpdate() == 1;
    }
  }

  /** Holds the epoch until the end of the transaction; false where it is another by now. */
  static boolean lockEpoch(Connection connection, long epoch) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select 1 from relay_lease where epoch = ? for share")) {
      statement.setLong(1, epoch);
      try (ResultSet found = statement.executeQuery()) {
        return found.next();
      }
    }
  }
}
