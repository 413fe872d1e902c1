package dev.modelgate.stream.rows;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells apart what a failed statement means, by PostgreSQL's SQLSTATE (appendix A of its manual).
 */
public final class SqlFailures {

  /** What follows from a failure. */
  public enum Meaning {
    /** Deadlock, serialisation failure, lock timeout: the same work may succeed at once. */
    REPEAT,
    /** PostgreSQL is away, stopping, full or read-only: wait, then try again. */
    AWAY,
    /** Something else: a mistake of whoever wrote the statement. */
    OWN
  }

  private static final Set<String> REPEATED = Set.of("40001", "40P01", "55P03");

  /**
   * 08 connection, 53 resources, 57 operator intervention (shutdown, statement timeout), 58 system;
   * 25006 read-only and 25P03 idle-in-transaction timeout.
   */
  private static final Set<String> AWAY_CLASSES = Set.of("08", "53", "57", "58");

  private static final Set<String> AWAY_STATES = Set.of("25006", "25P03");

  private SqlFailures() {}

  /** The gravest meaning among the failures of statements in an exception's causes. */
  public static Meaning meaningOf(@Nullable Throwable failure) {
    Meaning gravest = Meaning.OWN;
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 30; depth++, cause = cause.getCause()) {
      if (cause instanceof SQLException sql && gravest != Meaning.AWAY) {
        Meaning meaning = meaningOf(sql);
        gravest = meaning == Meaning.OWN ? gravest : meaning;
      }
    }
    return gravest;
  }

  private static Meaning meaningOf(SQLException failure) {
    String state = failure.getSQLState();
    if (state != null && REPEATED.contains(state)) {
      return Meaning.REPEAT;
    }
    // What PostgreSQL itself answers has a state; the pool's "connection is closed" has none.
    boolean away =
        (state == null && failure.getClass() == SQLException.class)
            || failure instanceof SQLTransientConnectionException
            || failure instanceof SQLNonTransientConnectionException
            || failure instanceof SQLRecoverableException
            || (state != null
                && (AWAY_STATES.contains(state)
                    || (state.length() == 5 && AWAY_CLASSES.contains(state.substring(0, 2)))));
    return away ? Meaning.AWAY : Meaning.OWN;
  }
}
