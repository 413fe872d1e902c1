package dev.modelgate.stream.rows;

import java.sql.SQLException;

/** A statement on the loop's tables failed. */
public final class DatabaseFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DatabaseFailure(SQLException cause) {
    super(cause.getMessage(), cause);
  }
}
