package dev.modelgate.stream.rows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/**
 * Locks until the end of the transaction, one per key: whoever inserts rows of a key holds its
 * lock, so that ids of one key are in the order of the commits.
 */
final class KeyLocks {

  private KeyLocks() {}

  /** Takes the locks in one order for everybody, so that two writers cannot wait for each other. */
  static void lock(Connection connection, Collection<String> names) throws SQLException {
    Long[] numbers = names.stream().map(KeyLocks::number).distinct().sorted().toArray(Long[]::new);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select pg_advisory_xact_lock(n) from unnest(?::bigint[]) as n")) {
      statement.setArray(1, connection.createArrayOf("bigint", numbers));
      statement.execute();
    }
  }

  /** Two names may share a number: they then wait for each other once in a while, no more. */
  private static long number(String name) {
    try {
      return ByteBuffer.wrap(
              MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)))
          .getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected every Java to have SHA-256", e);
    }
  }
}
