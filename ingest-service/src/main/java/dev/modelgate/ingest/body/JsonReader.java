package dev.modelgate.ingest.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the plain fields of one JSON object from UTF-8 bytes, token by token, so that neither depth
 * nor number of keys nor length costs more than the bounds say: depth 32, 20,000 tokens, names of
 * 1,000 and texts of 16,384 characters. A wanted field that appears twice is refused, because two
 * readers could take different ones; so is a text that UTF-8 could not carry on.
 */
public final class JsonReader {

  private static final int OTHERS = 8;
  private static final int LONGEST_TEXT = 16_384;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          // Names from outside have no place in the JVM's own table of names.
          .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
          .configure(JsonFactory.Feature.CHARSET_DETECTION, false)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(32)
                  .maxTokenCount(20_000)
                  .maxNameLength(1_000)
                  .maxNumberLength(100)
                  .maxStringLength(LONGEST_TEXT)
                  .build())
          .build();

  private JsonReader() {}

  /** Reads the named fields; all else is stepped over within the same bounds. */
  public static JsonReading read(byte[] utf8, Set<String> wanted) {
    try (JsonParser parser = FACTORY.createParser(utf8)) {
      return readObject(parser, wanted);
    } catch (JsonProcessingException e) {
      return unreadable(
          "%s (line %d, column %d)"
              .formatted(
                  e.getOriginalMessage(),
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                  e.getLocation() == null ? 1 : e.getLocation().getColumnNr()));
    } catch (IOException e) {
      // Malformed UTF-8 and the like; nothing is read from anywhere but memory.
      return unreadable(String.valueOf(e.getMessage()));
    }
  }

  private static JsonReading readObject(JsonParser parser, Set<String> wanted) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return unreadable("it does not begin with {");
    }
    Map<String, JsonFields.Value> values = new HashMap<>();
    List<String> others = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      if (!wanted.contains(name)) {
        if (others.size() < OTHERS) {
          others.add(OneLine.of(name, 64));
        }
        parser.skipChildren();
        continue;
      }
      JsonFields.Value value = valueOf(parser);
      if (value instanceof JsonFields.Text(String text) && OneLine.hasLoneSurrogate(text)) {
        return unreadable("the field '%s' holds half of a surrogate pair".formatted(name));
      }
      if (values.put(name, value) != null) {
        return unreadable("the field '%s' is there twice".formatted(name));
      }
    }
    return parser.nextToken() == null
        ? new JsonReading.Ok(new JsonFields(values, others))
        : unreadable("something follows the object");
  }

  private static JsonFields.Value valueOf(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> new JsonFields.Text(parser.getText());
      case VALUE_NULL -> new JsonFields.Nothing();
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? new JsonFields.Other("a number beyond 64 bits")
              : new JsonFields.Whole(parser.getLongValue());
      case VALUE_NUMBER_FLOAT -> new JsonFields.Other("a fraction");
      case VALUE_TRUE, VALUE_FALSE -> new JsonFields.Other("a truth value");
      case START_ARRAY -> skipped(parser, "an array");
      case START_OBJECT -> skipped(parser, "an object");
      default -> throw new IllegalStateException("Expected a value, but got " + parser.getText());
    };
  }

  private static JsonFields.Value skipped(JsonParser parser, String kind) throws IOException {
    parser.skipChildren();
    return new JsonFields.Other(kind);
  }

  private static JsonReading unreadable(String why) {
    return new JsonReading.Unreadable(OneLine.of("Expected one JSON object, but " + why, 300));
  }
}
