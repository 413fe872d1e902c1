package dev.modelgate.embedded.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The databases of one PostgreSQL server. */
public final class Databases {
  private static final String ALREADY_THERE = "42P04";

  private Databases() {}

  /**
   * Makes an empty database of that name, unless there is one or somebody else just makes it.
   *
   * @param url of any other database of that server
   * @throws IOException with the server's reason as its cause
   */
  public static void createIfMissing(String url, String user, String password, String name)
      throws IOException {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement()) {
      if (!exists(connection, name)) {
        statement.execute("CREATE DATABASE \"" + name.replace("\"", "\"\"") + '"');
      }
    } catch (SQLException problem) {
      if (!ALREADY_THERE.equals(problem.getSQLState())) {
        throw new IOException("the server refused", problem);
      }
    }
  }

  private static boolean exists(Connection connection, String name) throws SQLException {
    try (PreparedStatement known =
        connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
      known.setString(1, name);
      try (ResultSet found = known.executeQuery()) {
        return found.next();
      }
    }
  }
}
