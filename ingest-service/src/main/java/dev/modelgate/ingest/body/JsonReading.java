package dev.modelgate.ingest.body;

/** What came of reading bytes as one JSON object. */
public sealed interface JsonReading {

  /** They are one. */
  record Ok(JsonFields fields) implements JsonReading {}

  /**
   * They are not, or they are beyond the bounds.
   *
   * @param problem a sentence of one line, without anything of the body but characters it names
   */
  record Unreadable(String problem) implements JsonReading {}
}
