package dev.modelgate.runner;

import java.util.UUID;

/** Where new names come from. */
final class Ids {

  private Ids() {}

  /** A name for a session that no other one has. */
  static String session() {
    return UUID.randomUUID().toString();
  }
}
