package dev.modelgate.events.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Confluent's wire format: a zero byte, the schema id in four bytes (big endian), the Avro binary
 * body. Thread-safe.
 */
public final class WireFormat {

  private static final byte MAGIC = 0;
  private static final int HEAD = 5;

  private final SchemaIds ids;

  public WireFormat(SchemaIds ids) {
    this.ids = ids;
  }

  /** The record's bytes under the current id of its type. */
  public byte[] encode(SpecificRecord record) {
    Schema schema = record.getSchema();
    int id = ids.currentId(schema.getFullName());
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    out.write(MAGIC);
    out.writeBytes(ByteBuffer.allocate(4).putInt(id).array());
    try {
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      new SpecificDatumWriter<SpecificRecord>(schema, SpecificData.getForClass(record.getClass()))
          .write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * Full name of the type that the bytes say they are; empty where they are no such bytes or the id
   * is not known.
   */
  public Optional<String> typeOf(byte[] bytes) {
    return hasHead(bytes)
        ? ids.find(ByteBuffer.wrap(bytes).getInt(1)).map(SchemaIds.Entry::name)
        : Optional.empty();
  }

  /**
   * Reads a record with its writer's schema into the class of this version. Bounded: never an
   * exception, never more memory than a small multiple of the input.
   */
  public Decoded decode(byte[] bytes) {
    if (!hasHead(bytes)) {
      return new Decoded.Unreadable(
          "Expected a zero byte and a schema id above zero, but the "
              + bytes.length
              + " bytes start otherwise");
    }
    int id = ByteBuffer.wrap(bytes).getInt(1);
    SchemaIds.Entry writer = ids.find(id).orElse(null);
    if (writer == null) {
      return new Decoded.UnknownSchema(id);
    }
    return ids.classOf(writer.name())
        .<Decoded>map(type -> decode(bytes, writer, type))
        .orElseGet(() -> new Decoded.UnknownSchema(id));
  }

  private static Decoded decode(
      byte[] bytes, SchemaIds.Entry writer, Class<? extends SpecificRecord> type) {
    try {
      BoundedDecoder decoder = new BoundedDecoder(bytes, HEAD);
      SpecificRecord record =
          new SpecificDatumReader<SpecificRecord>(
                  writer.schema(), SchemaTable.schemaOf(type), SpecificData.getForClass(type))
              .read(null, decoder);
      if (decoder.remaining() > 0) {
        return new Decoded.Unreadable(
            "Expected the bytes to end with the "
                + writer.name()
                + ", but "
                + decoder.remaining()
                + " are left over");
      }
      return new Decoded.Ok(record);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return new Decoded.Unreadable(
          "Expected a "
              + writer.name()
              + " of schema "
              + writer.id()
              + ", but reading failed with "
              + e.getClass().getSimpleName());
    }
  }

  private static boolean hasHead(byte[] bytes) {
    return bytes.length >= HEAD && bytes[0] == MAGIC && ByteBuffer.wrap(bytes).getInt(1) > 0;
  }
}
