package dev.modelgate.events.wire;

import dev.modelgate.events.SchemaPublished;
import java.time.Clock;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificRecord;

/**
 * Which id stands for which schema.
 *
 * <p>Two sources: the committed table ({@code schema-ids.tsv}: id, full name, SHA-256 of the
 * parsing canonical form; the last line of a name is the current one; ids are never used again),
 * whose current lines have their schema in the generated class, and the schema topic, from which
 * {@link #learn} takes what newer and older versions published. Thread-safe.
 */
public final class SchemaIds {

  /** Longest schema text that is learned, in characters. */
  private static final int LONGEST_SCHEMA = 512 * 1024;

  /** One schema under its id. */
  public record Entry(int id, String name, Schema schema, String fingerprint) {}

  private final Map<Integer, Entry> byId = new ConcurrentSkipListMap<>();
  private final Map<String, Entry> current;
  private final Map<Integer, SchemaTable.Line> committed;
  private final Map<String, Class<? extends SpecificRecord>> classes = new ConcurrentHashMap<>();

  SchemaIds(List<SchemaTable.Line> table) {
    Map<String, Entry> newest = new TreeMap<>();
    Map<Integer, SchemaTable.Line> lines = new TreeMap<>();
    for (SchemaTable.Line line : table) {
      lines.put(line.id(), line);
    }
    for (SchemaTable.Line line : SchemaTable.currentOf(table)) {
      Class<? extends SpecificRecord> type = SchemaTable.classOf(line.name());
      Schema schema = SchemaTable.schemaOf(type);
      Entry entry = new Entry(line.id(), line.name(), schema, fingerprint(schema));
      classes.put(line.name(), type);
      newest.put(line.name(), entry);
      byId.put(entry.id(), entry);
    }
    this.current = Map.copyOf(newest);
    this.committed = Map.copyOf(lines);
  }

  /** The ids of the committed table. */
  public static SchemaIds committed() {
    return new SchemaIds(SchemaTable.read());
  }

  /** The id that records of this schema's type are written with. */
  public int currentId(String fullName) {
    Entry entry = current.get(fullName);
    if (entry == null) {
      throw new IllegalArgumentException(
          "Expected "
              + fullName
              + " to have an id, but schema-ids.tsv has no line for it; add one as schemas/README.md"
              + " says");
    }
    return entry.id();
  }

  /** What is known under an id, from the table or the schema topic. */
  public Optional<Entry> find(int id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The class that this version reads records of that name into; empty where it has none. */
  public Optional<Class<? extends SpecificRecord>> classOf(String fullName) {
    return Optional.ofNullable(classes.get(fullName));
  }

  /** Every schema known, by id. */
  public Collection<Entry> all() {
    return List.copyOf(byId.values());
  }

  /**
   * The schemas that this version writes, by id; what a service publishes before its first record.
   */
  public List<SchemaPublished> toPublish(Clock clock) {
    return current.values().stream()
        .sorted((a, b) -> Integer.compare(a.id(), b.id()))
        .map(
            entry ->
                SchemaPublished.newBuilder()
                    .setEventId("schema-" + entry.id())
                    .setOccurredAt(clock.instant())
                    .setId(entry.id())
                    .setName(entry.name())
                    .setDefinition(entry.schema().toString())
                    .setFingerprint(entry.fingerprint())
                    .build())
        .toList();
  }

  /**
   * Takes in a published schema.
   *
   * @return what is wrong with it, in a sentence; empty where it is known now. A schema that
   *     contradicts what is known under its id is refused: ids are never used again.
   */
  public Optional<String> learn(SchemaPublished published) {
    Entry known = byId.get(published.getId());
    if (known != null) {
      return known.fingerprint().equals(published.getFingerprint())
          ? Optional.empty()
          : Optional.of(refusal(published, "that id stands for another schema of " + known.name()));
    }
    if (published.getId() <= 0 || published.getDefinition().length() > LONGEST_SCHEMA) {
      return Optional.of(refusal(published, "its id or its size is out of bounds"));
    }
    Schema schema;
    try {
      schema = new Schema.Parser().parse(published.getDefinition());
    } catch (RuntimeException | StackOverflowError e) {
      return Optional.of(refusal(published, "its text is no Avro schema"));
    }
    String fingerprint = fingerprint(schema);
    if (schema.getType() != Schema.Type.RECORD
        || !schema.getFullName().equals(published.getName())
        || !fingerprint.equals(published.getFingerprint())) {
      return Optional.of(refusal(published, "name or fingerprint are not those of its text"));
    }
    SchemaTable.Line line = committed.get(published.getId());
    if (line != null && !line.fingerprint().equals(fingerprint)) {
      return Optional.of(refusal(published, "the committed table has another schema there"));
    }
    byId.put(
        published.getId(), new Entry(published.getId(), published.getName(), schema, fingerprint));
    return Optional.empty();
  }

  /** SHA-256 of the parsing canonical form, in hex. */
  public static String fingerprint(Schema schema) {
    try {
      return HexFormat.of().formatHex(SchemaNormalization.parsingFingerprint("SHA-256", schema));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected every Java to have SHA-256", e);
    }
  }

  private static String refusal(SchemaPublished published, String why) {
    return "Expected to learn schema " + published.getId() + ", but " + why;
  }
}
