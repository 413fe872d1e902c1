package dev.modelgate.runner;

import java.util.UUID;

/** Where new names come from. */
final class Ids {

  private Ids() {}

  /** A name that nothing else has. */
  static String fresh() {
    return UUID.randomUUID().toString();
  }
}
