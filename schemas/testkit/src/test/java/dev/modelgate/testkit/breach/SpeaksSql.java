package dev.modelgate.testkit.breach;

import java.sql.Connection;
import java.sql.SQLException;

/** Uses JDBC outside of a store. */
final class SpeaksSql {

  boolean open(Connection connection) throws SQLException {
    return !connection.isClosed();
  }
}
