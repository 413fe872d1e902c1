package dev.modelgate.stream;

import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the tables of a service up to date: the loop's first, in a history of their own. */
final class Migrations {

  private static final Pattern SCHEMA = Pattern.compile("[a-z][a-z0-9_]{0,40}");

  private Migrations() {}

  /**
   * @param service also the name of the PostgreSQL schema, which is made where it is missing
   */
  static void run(String service, String url, String user, String password) {
    if (!SCHEMA.matcher(service).matches()) {
      throw new IllegalStateException(
          "Expected a service name of lower-case letters and digits, but got '" + service + "'");
    }
    try {
      migrate(service, "db/stream", "stream_history", url, user, password);
      migrate(service, "db/" + service, "flyway_schema_history", url, user, password);
    } catch (FlywayException e) {
      throw new IllegalStateException(
          "Expected to bring the tables of "
              + service
              + " up to date, but PostgreSQL answered: "
              + Brief.of(e),
          e);
    }
  }

  /** Each history starts below the first migration, for the other's tables may be there already. */
  private static void migrate(
      String service, String folder, String history, String url, String user, String password) {
    Flyway.configure()
        .dataSource(url, user, password)
        .schemas(service)
        .createSchemas(true)
        .locations("classpath:" + folder)
        .failOnMissingLocations(false)
        .table(history)
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }
}
