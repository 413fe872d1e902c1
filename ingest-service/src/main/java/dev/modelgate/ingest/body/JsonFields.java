package dev.modelgate.ingest.body;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The plain fields of one JSON object.
 *
 * @param values the wanted fields that were there, by name
 * @param others names of the first few fields that nobody wanted, fit for one line
 */
public record JsonFields(Map<String, Value> values, List<String> others) {

  /** What stands behind a name. */
  public sealed interface Value {}

  /** A JSON string. */
  public record Text(String text) implements Value {}

  /** A JSON number without fraction or exponent that fits 64 bits. */
  public record Whole(long number) implements Value {}

  /** JSON's null. */
  public record Nothing() implements Value {}

  /** Anything else: a fraction, a truth value, an object or an array. */
  public record Other(String kind) implements Value {}

  public JsonFields {
    values = Map.copyOf(values);
    others = List.copyOf(others);
  }

  /** The text of a field; empty where the field is not there, is null, or is no text. */
  public Optional<String> text(String name) {
    return values.get(name) instanceof Text(String text) ? Optional.of(text) : Optional.empty();
  }

  /** The whole number of a field; empty where the field is not there or is no whole number. */
  public OptionalLong whole(String name) {
    return values.get(name) instanceof Whole(long number)
        ? OptionalLong.of(number)
        : OptionalLong.empty();
  }

  /** Whether the field is not there, or is null. */
  public boolean lacks(String name) {
    return !values.containsKey(name) || values.get(name) instanceof Nothing;
  }
}
