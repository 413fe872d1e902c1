package dev.modelgate.events.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** The schema files of the source tree, and the committed table beside them. */
final class SchemaFiles {

  static final Path SOURCES = Path.of("src/main/resources/schemas");
  static final Path TABLE = Path.of("src/main/resources/schema-ids.tsv");

  private SchemaFiles() {}

  /** Full names of the events: every file that stands directly in the folder. */
  static List<String> eventNames() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".avsc"))
          .sorted()
          .map(name -> "dev.modelgate.events." + name.substring(0, name.length() - 5))
          .toList();
    }
  }

  /** The lines that the table lacks for the schemas as they are now, with the next free ids. */
  static List<SchemaTable.Line> missingLines() throws IOException {
    List<SchemaTable.Line> table = lines();
    Map<String, SchemaTable.Line> current = new LinkedHashMap<>();
    table.forEach(line -> current.put(line.name(), line));
    int next = table.stream().mapToInt(SchemaTable.Line::id).max().orElse(0) + 1;
    List<SchemaTable.Line> missing = new ArrayList<>();
    for (String name : eventNames()) {
      Schema schema = SchemaTable.schemaOf(SchemaTable.classOf(name));
      String fingerprint = SchemaIds.fingerprint(schema);
      SchemaTable.Line line = current.get(name);
      if (line == null || !line.fingerprint().equals(fingerprint)) {
        missing.add(new SchemaTable.Line(next++, name, fingerprint));
      }
    }
    return missing;
  }

  static List<SchemaTable.Line> lines() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .filter(text -> !text.isBlank())
        .map(SchemaTable.Line::parse)
        .toList();
  }
}
