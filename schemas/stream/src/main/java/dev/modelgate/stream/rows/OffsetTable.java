package dev.modelgate.stream.rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Statements on the offsets. */
public final class OffsetTable {

  /**
   * Where a partition is read on.
   *
   * @param next offset of the next record
   * @param leaderEpoch of the last record handled; null where Kafka named none
   */
  public record Position(long next, @Nullable Integer leaderEpoch) {}

  private OffsetTable() {}

  /** The row of a partition; empty where nothing was handled yet. */
  public static Optional<Position> find(Connection connection, String topic, int partition)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select next_offset, leader_epoch from stream_offset where topic = ? and partition ="
                + " ?")) {
      statement.setString(1, topic);
      statement.setInt(2, partition);
      try (ResultSet found = statement.executeQuery()) {
        return found.next()
            ? Optional.of(new Position(found.getLong(1), found.getObject(2, Integer.class)))
            : Optional.empty();
      }
    }
  }

  /** Every row, by topic and partition. */
  public static Map<TopicPartition, Position> findAll(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                "select next_offset, leader_epoch, topic, partition from stream_offset");
        ResultSet found = statement.executeQuery()) {
      Map<TopicPartition, Position> rows = new HashMap<>();
      while (found.next()) {
        rows.put(
            new TopicPartition(found.getString(3), found.getInt(4)),
            new Position(found.getLong(1), found.getObject(2, Integer.class)));
      }
      return rows;
    }
  }

  /**
   * Moves the row on if it still is the expected one. Called first in a transaction: its row lock
   * makes whoever else believes to own the partition wait, and then see that the row moved.
   *
   * @param expected null where there was no row
   * @return false where another instance moved it
   */
  public static boolean advance(
      Connection connection, String topic, int partition, @Nullable Position expected, Position to)
      throws SQLException {
    String sql =
        expected == null
            ? "insert into stream_offset (next_offset, leader_epoch, topic, partition)"
                + " values (?, ?, ?, ?) on conflict do nothing"
            : "update stream_offset set next_offset = ?, leader_epoch = ?, updated_at = now()"
                + " where topic = ? and partition = ? and next_offset = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, to.next());
      statement.setObject(2, to.leaderEpoch(), Types.INTEGER);
      statement.setString(3, topic);
      statement.setInt(4, partition);
      if (expected != null) {
        statement.setLong(5, expected.next());
      }
      return statement.executeUpdate() == 1;
    }
  }
}
