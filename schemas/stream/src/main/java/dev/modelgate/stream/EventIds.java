package dev.modelgate.stream;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** The identity that every event carries. */
public final class EventIds {

  private EventIds() {}

  /** The event's {@code eventId}. */
  public static String of(SpecificRecord event) {
    Schema.Field field = event.getSchema().getField("eventId");
    Object id = field == null ? null : event.get(field.pos());
    if (id == null) {
      throw new IllegalArgumentException(
          "Expected " + event.getSchema().getFullName() + " to carry an eventId, but it has none");
    }
    return id.toString();
  }
}
