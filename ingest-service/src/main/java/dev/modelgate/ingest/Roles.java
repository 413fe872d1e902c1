package dev.modelgate.ingest;

/** Roles that a token may carry. */
final class Roles {

  /** May do everything. */
  static final String ADMIN = "admin";

  private Roles() {}
}
