package dev.modelgate.looptests;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A database that was restored from a backup has forgotten what Kafka still has. */
class RestoreTest {

  private static final Stage STAGE = Stage.onTestParts();

  @BeforeAll
  static void start() {
    STAGE.start("one");
  }

  @AfterAll
  static void stop() {
    STAGE.close();
  }

  @Test
  void isFilledAgainFromKafkaThoughNothingNewComes() throws SQLException {
    STAGE.send(new Ping("forgotten", "forgotten", 1, "plain"));
    awaitEffect();

    restoreWhatWasAtTheBeginning();

    awaitEffect();
    assertThat(STAGE.answers("forgotten")).isNotEmpty();
  }

  private static void awaitEffect() {
    Stage.await("the effect", () -> STAGE.effects("forgotten") == 1);
  }

  private static void restoreWhatWasAtTheBeginning() throws SQLException {
    try (Connection connection = STAGE.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String table : List.of("effect", "stream_offset", "inbox")) {
        statement.execute("delete from " + table);
      }
      connection.commit();
    }
  }
}
