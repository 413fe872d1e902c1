package dev.modelgate.events.wire;

import org.apache.avro.specific.SpecificRecord;

/** What came of reading a Kafka record's value: bytes are never a reason for an exception. */
public sealed interface Decoded {

  /**
   * A record of the class that this version has for its type, resolved from its writer's schema.
   */
  record Ok(SpecificRecord record) implements Decoded {}

  /** Bytes that are no record of the schema that they name; the reason is one line, no payload. */
  record Unreadable(String reason) implements Decoded {}

  /**
   * A well-formed head with a schema id that is not known here (yet), or of a type that this
   * version has no class for. Never poison: whoever must not miss it waits for the schema topic.
   */
  record UnknownSchema(int id) implements Decoded {}
}
