package dev.modelgate.events.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;

/** Reads the committed table of schema ids. */
final class SchemaTable {

  static final String RESOURCE = "/schema-ids.tsv";

  static {
    // Avro loads classes by the names in a schema only from packages that it was told to trust.
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(),
            type -> type.getName().startsWith("dev.modelgate.events.")));
  }

  /** One line: an id, the full name of its record, the schema's fingerprint. */
  record Line(int id, String name, String fingerprint) {

    static Line parse(String text) {
      String[] parts = text.split("\t", -1);
      if (parts.length != 3) {
        throw new IllegalStateException(
            "Expected id, name and fingerprint in schema-ids.tsv, but a line reads '" + text + "'");
      }
      return new Line(Integer.parseInt(parts[0]), parts[1], parts[2]);
    }
  }

  private SchemaTable() {}

  static List<Line> read() {
    try (InputStream in = SchemaTable.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(
            "Expected schema-ids.tsv on the classpath, but it is not there");
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      List<Line> lines = new ArrayList<>();
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        if (!text.isBlank()) {
          lines.add(Line.parse(text));
        }
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last line of each name, in the order of the table. */
  static Collection<Line> currentOf(List<Line> table) {
    Map<String, Line> newest = new LinkedHashMap<>();
    table.forEach(line -> newest.put(line.name(), line));
    return newest.values();
  }

  static Class<? extends SpecificRecord> classOf(String fullName) {
    try {
      return Class.forName(fullName).asSubclass(SpecificRecord.class);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "Expected a class for " + fullName + " of schema-ids.tsv, but there is none", e);
    }
  }

  static Schema schemaOf(Class<? extends SpecificRecord> type) {
    return SpecificData.get().getSchema(type);
  }
}
