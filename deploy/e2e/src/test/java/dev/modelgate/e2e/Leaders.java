package dev.modelgate.e2e;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Who leads, as the schedulers' own row says. */
final class Leaders {

  private Leaders() {}

  /** The epoch in PostgreSQL. */
  static long epoch(Processes processes) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(
                processes.setting("url"),
                processes.setting("username"),
                processes.setting("password"));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select max(epoch) from scheduler.leadership")) {
      if (!row.next()) {
        throw new SQLException("Expected a row of leadership, but there is none");
      }
      return row.getLong(1);
    }
  }

  /** The process that said that it leads in that epoch. */
  static String process(Processes processes, long epoch) throws Exception {
    for (String name : new String[] {"scheduler-1", "scheduler-2"}) {
      if (processes.log(name).contains("leads epoch=" + epoch + " ")) {
        return name;
      }
    }
    throw new AssertionError("Expected somebody to lead in epoch " + epoch + processes.logs());
  }
}
