package dev.modelgate.testkit;

import dev.modelgate.embedded.store.Databases;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The PostgreSQL of a module's tests, wherever it runs.
 *
 * @param server address without a database, ending in a slash
 * @param user may do everything
 */
public record TestPostgres(String server, String user, String password) {

  /** An address without user and password. */
  public String jdbcUrl(String database) {
    return server + database;
  }

  /** Makes an empty database of that name, unless there is one. */
  public void createDatabaseIfMissing(String name) {
    try {
      Databases.createIfMissing(jdbcUrl("postgres"), user, password, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
