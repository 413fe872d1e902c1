package dev.modelgate.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** What every schema keeps to. */
class SchemaFilesTest {

  @Test
  void hasALineForEverySchemaAsItIsNow() throws IOException {
    assertThat(SchemaFiles.missingLines())
        .as(
            "lines to add to schema-ids.tsv; this does it:"
                + " ./mvnw -q -pl schemas/events -Pschema-ids test-compile")
        .isEmpty();
  }

  @Test
  void usesNoIdTwiceAndOnlyGrows() throws IOException {
    List<Integer> ids = SchemaFiles.lines().stream().map(SchemaTable.Line::id).toList();
    assertThat(ids).isSorted().doesNotHaveDuplicates().allMatch(id -> id > 0);
  }

  @Test
  void namesNoEventThatHasNoFile() throws IOException {
    assertThat(SchemaTable.currentOf(SchemaFiles.lines()))
        .extracting(SchemaTable.Line::name)
        .containsExactlyInAnyOrderElementsOf(SchemaFiles.eventNames());
  }

  @Test
  void documentsEveryTypeAndField() throws IOException {
    List<String> undocumented = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String name : SchemaFiles.eventNames()) {
      collect(SchemaTable.schemaOf(SchemaTable.classOf(name)), seen, undocumented);
    }
    assertThat(undocumented).isEmpty();
  }

  @Test
  void startsEveryEventWithItsIdentityTimeAndCause() throws IOException {
    for (String name : SchemaFiles.eventNames()) {
      assertThat(SchemaTable.schemaOf(SchemaTable.classOf(name)).getFields())
          .as(name)
          .extracting(Schema.Field::name)
          .startsWith("eventId", "occurredAt", "causedBy");
    }
  }

  @Test
  void givesEveryEnumUnknownForSymbolsToCome() throws IOException {
    Set<String> seen = new HashSet<>();
    List<Schema> enums = new ArrayList<>();
    for (String name : SchemaFiles.eventNames()) {
      enums(SchemaTable.schemaOf(SchemaTable.classOf(name)), seen, enums);
    }
    assertThat(enums).isNotEmpty().allMatch(type -> "UNKNOWN".equals(type.getEnumDefault()));
  }

  private static void collect(Schema schema, Set<String> seen, List<String> undocumented) {
    switch (schema.getType()) {
      case RECORD -> {
        if (seen.add(schema.getFullName())) {
          note(schema.getDoc(), schema.getFullName(), undocumented);
          for (Schema.Field field : schema.getFields()) {
            note(field.doc(), schema.getName() + "." + field.name(), undocumented);
            collect(field.schema(), seen, undocumented);
          }
        }
      }
      case ENUM -> note(schema.getDoc(), schema.getFullName(), undocumented);
      case ARRAY -> collect(schema.getElementType(), seen, undocumented);
      case UNION -> schema.getTypes().forEach(type -> collect(type, seen, undocumented));
      default -> {}
    }
  }

  private static void enums(Schema schema, Set<String> seen, List<Schema> enums) {
    switch (schema.getType()) {
      case RECORD -> {
        if (seen.add(schema.getFullName())) {
          schema.getFields().forEach(field -> enums(field.schema(), seen, enums));
        }
      }
      case ENUM -> enums.add(schema);
      case ARRAY -> enums(schema.getElementType(), seen, enums);
      case UNION -> schema.getTypes().forEach(type -> enums(type, seen, enums));
      default -> {}
    }
  }

  private static void note(
      @org.jspecify.annotations.Nullable String doc, String what, List<String> missing) {
    if (doc == null || doc.isBlank()) {
      missing.add(what);
    }
  }
}
