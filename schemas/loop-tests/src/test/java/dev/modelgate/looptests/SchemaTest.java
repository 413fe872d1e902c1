package dev.modelgate.looptests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.events.GitEventReceived;
import dev.modelgate.events.SchemaPublished;
import dev.modelgate.events.wire.SchemaIds;
import dev.modelgate.events.wire.Topic;
import dev.modelgate.stream.observe.Alarms;
import dev.modelgate.testkit.Samples;
import io.micronaut.context.ApplicationContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Records of other versions: waited for, never put aside. */
class SchemaTest {

  private static final int NEWER_ID = 90_001;
  private static final Stage STAGE = Stage.onTestParts();
  private static Alarms alarms;

  @BeforeAll
  static void start() {
    ApplicationContext context = STAGE.start("one");
    alarms = context.getBean(Alarms.class);
  }

  @AfterAll
  static void stop() {
    STAGE.close();
  }

  @Test
  void publishesEverySchemaOnceBeforeTheFirstRecord() {
    String topic = STAGE.names().of(Topic.SCHEMAS);
    int all = SchemaIds.committed().all().size();
    Stage.await(
        "schemas", () -> TopicReader.all(STAGE.address().bootstrapServers(), topic).size() >= all);
    STAGE.start("two");
    STAGE.send(new Ping("any", "any", 1, "plain"));
    Stage.await(
        "an answer", () -> !STAGE.records(STAGE.names().of(Topic.WORKFLOW_PLANS), "any").isEmpty());
    assertThat(TopicReader.all(STAGE.address().bootstrapServers(), topic))
        .filteredOn(record -> Integer.parseInt(new String(record.key())) < NEWER_ID)
        .hasSize(all);
  }

  @Test
  void waitsForAnUnknownSchemaAndReadsItsRecordsOncePublished() throws IOException {
    Schema newer = newer();
    STAGE.send(new Ping("before", "newer", 1, "plain"));
    STAGE.sendBytes(Topic.GIT_EVENTS, "newer", written(newer, new Ping("it", "newer", 2, "plain")));
    STAGE.send(new Ping("behind", "newer", 3, "plain"));

    Stage.await(
        "the alarm",
        () -> alarms.current().values().stream().anyMatch(it -> it.contains("schema 90001")));
    Stage.await("what stood before", () -> STAGE.effects("newer") == 1);

    STAGE.sendBytes(Topic.SCHEMAS, String.valueOf(NEWER_ID), STAGE.wire().encode(published(newer)));

    Stage.await("all three", () -> STAGE.effects("newer") == 3);
    List<Long> numbers = new ArrayList<>();
    STAGE.query(
        "select number from effect where key = 'newer' order by id",
        row -> numbers.add(row.getLong(1)));
    assertThat(numbers).containsExactly(1L, 2L, 3L);
    assertThat(alarms.current()).isEmpty();
  }

  private static SchemaPublished published(Schema schema) {
    return SchemaPublished.newBuilder()
        .setEventId("schema-" + NEWER_ID)
        .setOccurredAt(Samples.AT)
        .setId(NEWER_ID)
        .setName(schema.getFullName())
        .setDefinition(schema.toString())
        .setFingerprint(SchemaIds.fingerprint(schema))
        .build();
  }

  /** The schema of a version to come: one field more. */
  private static Schema newer() {
    Schema current = GitEventReceived.getClassSchema();
    List<Schema.Field> fields = new ArrayList<>();
    fields.add(
        new Schema.Field("weather", Schema.create(Schema.Type.STRING), "Of that day.", "fine"));
    current.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
    return Schema.createRecord(
        current.getName(), current.getDoc(), current.getNamespace(), false, fields);
  }

  private static byte[] written(Schema schema, Ping ping) throws IOException {
    GitEventReceived event = TinyCodec.pushed(ping);
    GenericRecord record = new GenericData.Record(schema);
    record.put("weather", "rain");
    for (Schema.Field field : event.getSchema().getFields()) {
      record.put(field.name(), event.get(field.pos()));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0);
    out.writeBytes(ByteBuffer.allocate(4).putInt(NEWER_ID).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(schema, event.getSpecificData()).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }
}
