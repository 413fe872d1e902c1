package dev.modelgate.ingest.gitevent;

/** What came of reading a body as a moved ref. */
public sealed interface RefUpdateReading {

  /** It is one. */
  record Ok(RefUpdate update) implements RefUpdateReading {}

  /** It is none. */
  record Unreadable(String problem) implements RefUpdateReading {}
}
