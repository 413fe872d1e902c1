package dev.modelgate.events.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * One example of each type, made from its schema alone and always the same: every optional field is
 * there, every list has one item, every text is its field's name.
 */
final class Examples {

  private Examples() {}

  static SpecificRecord of(String fullName) {
    return record(SchemaTable.schemaOf(SchemaTable.classOf(fullName)));
  }

  private static SpecificRecord record(Schema schema) {
    Class<? extends SpecificRecord> type = SchemaTable.classOf(schema.getFullName());
    SpecificRecord record = (SpecificRecord) SpecificData.getForClass(type).newRecord(null, schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(field.pos(), value(field.name(), field.schema()));
    }
    return record;
  }

  private static Object value(String name, Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> record(schema);
      case ENUM -> SpecificData.get().createEnum(schema.getEnumSymbols().getLast(), schema);
      case ARRAY -> List.of(value(name, schema.getElementType()));
      case UNION -> value(name, schema.getTypes().getLast());
      case STRING -> name;
      case INT -> name.length();
      case LONG ->
          schema.getLogicalType() instanceof LogicalTypes.TimestampMillis
              ? Instant.parse("2026-01-02T03:04:05.678Z")
              : (Object) (1L << 40);
      case BOOLEAN -> true;
      case DOUBLE -> 0.5;
      case BYTES -> java.nio.ByteBuffer.wrap(new byte[] {1, 2, 3});
      case MAP -> Map.of(name, value(name, schema.getValueType()));
      case FLOAT, FIXED, NULL ->
          throw new IllegalArgumentException(
              "Expected no " + schema.getType() + " in " + name + ", but there is one");
    };
  }
}
