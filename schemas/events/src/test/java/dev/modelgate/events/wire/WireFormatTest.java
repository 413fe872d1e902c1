package dev.modelgate.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.events.AttemptCancelled;
import dev.modelgate.events.Outcome;
import dev.modelgate.events.SchemaPublished;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/** What other programs read stays what it is. */
class WireFormatTest {

  private static final int NEWER = 70_000;
  private static final String SCHEMA_PUBLISHED = SchemaPublished.class.getName();

  private final SchemaIds ids = SchemaIds.committed();
  private final WireFormat wire = new WireFormat(ids);

  @Test
  void writesAndReadsTheCommittedBytesOfEveryEvent() throws IOException {
    Map<String, String> golden = GoldenBytes.read();
    assertThat(golden.keySet())
        .as("run ./mvnw -q -pl schemas/events -Pschema-ids test-compile")
        .containsExactlyElementsOf(SchemaFiles.eventNames());
    for (Map.Entry<String, String> line : golden.entrySet()) {
      byte[] bytes = HexFormat.of().parseHex(line.getValue());
      assertThat(wire.encode(Examples.of(line.getKey()))).as(line.getKey()).isEqualTo(bytes);
      // As text: Avro's equals fails on optional times.
      assertThat(wire.decode(bytes))
          .hasToString(new Decoded.Ok(Examples.of(line.getKey())).toString());
      assertThat(wire.typeOf(bytes)).contains(line.getKey());
    }
  }

  @Test
  void startsWithAZeroAndTheIdInFourBytes() {
    byte[] bytes = wire.encode(Examples.of(SCHEMA_PUBLISHED));
    ByteBuffer head = ByteBuffer.wrap(bytes);
    assertThat(head.get()).isZero();
    assertThat(head.getInt()).isEqualTo(ids.currentId(SCHEMA_PUBLISHED));
  }

  @Test
  void namesAnUnknownIdInsteadOfCallingItUnreadable() {
    byte[] bytes = ByteBuffer.allocate(9).put((byte) 0).putInt(NEWER).array();
    assertThat(wire.decode(bytes)).isEqualTo(new Decoded.UnknownSchema(NEWER));
    assertThat(wire.typeOf(bytes)).isEmpty();
  }

  @Test
  void readsARecordOfANewerSchemaOnceItIsPublished() throws IOException {
    Schema newer = newer();
    byte[] bytes = written(newer);
    assertThat(wire.decode(bytes)).isEqualTo(new Decoded.UnknownSchema(NEWER));

    assertThat(ids.learn(published(NEWER, newer))).isEmpty();
    assertThat(ids.learn(published(NEWER, newer))).isEmpty();

    assertThat(wire.decode(bytes))
        .isInstanceOfSatisfying(
            Decoded.Ok.class,
            ok -> assertThat(((SchemaPublished) ok.record()).getName()).isEqualTo("it"));
  }

  @Test
  void refusesASchemaThatContradictsWhatIsKnown() {
    int own = ids.currentId(SCHEMA_PUBLISHED);
    assertThat(ids.learn(published(own, newer()))).isPresent();
    assertThat(ids.learn(published(-1, newer()))).isPresent();
    SchemaPublished wrong = published(NEWER, newer());
    assertThat(ids.learn(SchemaPublished.newBuilder(wrong).setFingerprint("00").build()))
        .isPresent();
    assertThat(ids.learn(SchemaPublished.newBuilder(wrong).setName("another.Name").build()))
        .isPresent();
    assertThat(ids.learn(SchemaPublished.newBuilder(wrong).setDefinition("{").build())).isPresent();
    assertThat(
            ids.learn(SchemaPublished.newBuilder(wrong).setDefinition("[".repeat(100_000)).build()))
        .isPresent();
    assertThat(ids.find(NEWER)).isEmpty();
  }

  @Test
  void readsASymbolToComeAsUnknown() throws IOException {
    Schema current = SchemaTable.schemaOf(AttemptCancelled.class);
    Schema outcome = current.getField("reason").schema();
    List<String> symbols = new ArrayList<>(outcome.getEnumSymbols());
    symbols.add("ABDUCTED");
    Schema newer =
        new Schema.Parser()
            .parse(current.toString().replace("\"INTERNAL\"]", "\"INTERNAL\",\"ABDUCTED\"]"));
    assertThat(newer.getField("reason").schema().getEnumSymbols()).isEqualTo(symbols);
    ids.learn(published(NEWER, newer));
    AttemptCancelled example = (AttemptCancelled) Examples.of(AttemptCancelled.class.getName());
    GenericRecord record = new GenericData.Record(newer);
    current.getFields().forEach(field -> record.put(field.name(), example.get(field.pos())));
    record.put("reason", new GenericData.EnumSymbol(newer.getField("reason").schema(), "ABDUCTED"));

    assertThat(wire.decode(bytes(newer, record)))
        .isInstanceOfSatisfying(
            Decoded.Ok.class,
            ok ->
                assertThat(((AttemptCancelled) ok.record()).getReason())
                    .isEqualTo(Outcome.UNKNOWN));
  }

  private static SchemaPublished published(int id, Schema schema) {
    return SchemaPublished.newBuilder()
        .setEventId("it")
        .setOccurredAt(Instant.EPOCH)
        .setId(id)
        .setName(schema.getFullName())
        .setDefinition(schema.toString())
        .setFingerprint(SchemaIds.fingerprint(schema))
        .build();
  }

  /** SchemaPublished with one field more, in front of all others. */
  private static Schema newer() {
    Schema current = SchemaTable.schemaOf(SchemaPublished.class);
    List<Schema.Field> fields = new ArrayList<>();
    fields.add(new Schema.Field("since", Schema.create(Schema.Type.LONG), "To come.", 0L));
    current.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
    return Schema.createRecord(
        current.getName(), current.getDoc(), current.getNamespace(), false, fields);
  }

  private static byte[] written(Schema newer) throws IOException {
    SchemaPublished event = published(1, newer);
    GenericRecord record = new GenericData.Record(newer);
    event
        .getSchema()
        .getFields()
        .forEach(field -> record.put(field.name(), event.get(field.pos())));
    record.put("since", 42L);
    record.put("name", "it");
    return bytes(newer, record);
  }

  private static byte[] bytes(Schema schema, GenericRecord record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0);
    out.writeBytes(ByteBuffer.allocate(4).putInt(NEWER).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(schema, new SchemaPublished().getSpecificData())
        .write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }
}
