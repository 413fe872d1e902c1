package dev.modelgate.stream.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.stream.rows.SqlFailures.Meaning;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a failed statement says about whose fault it is. */
class SqlFailuresTest {

  @ParameterizedTest
  @CsvSource({
    "40001, REPEAT",
    "40P01, REPEAT",
    "55P03, REPEAT",
    "08006, AWAY",
    "57P01, AWAY",
    "57014, AWAY",
    "53100, AWAY",
    "53300, AWAY",
    "58030, AWAY",
    "25006, AWAY",
    "23505, OWN",
    "42601, OWN",
    "22021, OWN"
  })
  void readsTheState(String state, Meaning meaning) {
    RuntimeException wrapped =
        new RuntimeException(new IllegalStateException(new SQLException("it", state)));
    assertThat(SqlFailures.meaningOf(wrapped)).isEqualTo(meaning);
  }

  @Test
  void knowsThePoolsOwnFailures() {
    assertThat(SqlFailures.meaningOf(new SQLException("Connection is closed")))
        .isEqualTo(Meaning.AWAY);
    assertThat(SqlFailures.meaningOf(new SQLTransientConnectionException("timeout")))
        .isEqualTo(Meaning.AWAY);
    assertThat(SqlFailures.meaningOf(new IllegalStateException("no SQL"))).isEqualTo(Meaning.OWN);
  }

  @Test
  void takesTheGravestOfSeveral() {
    SQLException outer = new SQLException("outer", "23505", new SQLException("inner", "08006"));
    assertThat(SqlFailures.meaningOf(outer)).isEqualTo(Meaning.AWAY);
  }
}
