package dev.modelgate.reporter.store;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs statements in the current transaction, or in one of their own where there is none. */
@Singleton
final class Sql {

  private final TransactionOperations<Connection> operations;

  Sql(TransactionOperations<Connection> operations) {
    this.operations = operations;
  }

  /** Reads one row. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Answers how many rows it changed. */
  int update(String sql, @Nullable Object... values) {
    return with(sql, PreparedStatement::executeUpdate, values);
  }

  <T> List<T> list(String sql, Row<T> reader, @Nullable Object... values) {
    return with(
        sql,
        statement -> {
          try (ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
              all.add(reader.read(rows));
            }
            return all;
          }
        },
        values);
  }

  <T> Optional<T> first(String sql, Row<T> reader, @Nullable Object... values) {
    return list(sql, reader, values).stream().findFirst();
  }

  private interface Work<T> {
    T with(PreparedStatement statement) throws SQLException;
  }

  private <T> T with(String sql, Work<T> work, @Nullable Object... values) {
    return operations.executeWrite(
        status -> {
          try (PreparedStatement statement = status.getConnection().prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
              statement.setObject(i + 1, bindable(values[i]));
            }
            return work.with(statement);
          }
        });
  }

  /** PostgreSQL's texts hold no NUL; it becomes the sign for what cannot be shown. */
  private static @Nullable Object bindable(@Nullable Object value) {
    if (value instanceof Instant instant) {
      return instant.atOffset(ZoneOffset.UTC);
    }
    return value instanceof String text ? text.replace('\u0000', '\uFFFD') : value;
  }
}
