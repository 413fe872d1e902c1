package dev.modelgate.ingest.append;

/** Where something to be said has come to. */
public enum Appended {
  /** Its rows are committed. */
  COMMITTED,
  /** They were committed earlier: it is a double. */
  DOUBLE,
  /** PostgreSQL was away; Kafka has confirmed it. */
  STRAIGHT,
  /** Neither took it. It may still arrive, but nobody may rely on that. */
  NOWHERE
}
