package dev.modelgate.scheduler.yaml;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The known keys of one mapping; whatever else stands in it becomes a problem. */
public final class Fields {

  /** Nobody reads a longer list of keys. */
  private static final int MOST_LISTED = 16;

  /** Comparing keys takes its time, and no more problems of one part are listed. */
  private static final int MOST_GUESSES = Problems.MAX_LISTED;

  private final Map<String, YamlNode.Entry> entries = new HashMap<>();

  private Fields() {}

  /** Reads a mapping in which every key has a meaning: an unknown one is an error. */
  public static Fields of(YamlNode.Mapping mapping, KnownKeys keys, Problems problems) {
    return of(mapping, keys, problems, problems::error);
  }

  /** Reads a mapping in which an unknown key is left alone, with a warning. */
  public static Fields lenient(YamlNode.Mapping mapping, KnownKeys keys, Problems problems) {
    return of(mapping, keys, problems, problems::warn);
  }

  private static Fields of(
      YamlNode.Mapping mapping,
      KnownKeys keys,
      Problems problems,
      BiConsumer<Place, String> onUnknown) {
    Fields fields = new Fields();
    int unknown = 0;
    for (YamlNode.Entry entry : mapping.entries()) {
      String key = key(entry, problems);
      if (key == null) {
        continue;
      }
      if (!keys.read().contains(key)) {
        BiConsumer<Place, String> say = keys.later().contains(key) ? problems::error : onUnknown;
        say.accept(entry.key().place(), unknown(key, keys, unknown++ < MOST_GUESSES));
        continue;
      }
      YamlNode.Entry first = fields.entries.putIfAbsent(key, entry);
      if (first != null) {
        problems.error(entry.key().place(), duplicate(key, first.key().place()));
      }
    }
    return fields;
  }

  /** The value of a key; null where the key does not stand there. */
  public @Nullable YamlNode get(String key) {
    YamlNode.Entry entry = entries.get(key);
    return entry == null ? null : entry.value();
  }

  /** Where the key stands; only for keys that do. */
  public Place placeOf(String key) {
    YamlNode.Entry entry = entries.get(key);
    return entry == null ? Place.START : entry.key().place();
  }

  /** The key's text; null, and a problem, where it is no text. */
  public static @Nullable String key(YamlNode.Entry entry, Problems problems) {
    if (entry.key() instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
      return scalar.text();
    }
    problems.error(
        entry.key().place(), "Expected a key, but found " + entry.key().kind() + " in its place.");
    return null;
  }

  public static String duplicate(String key, Place first) {
    return "Expected every key once, but "
        + Shown.quoted(key)
        + " stands in line "
        + first.line()
        + " too. Remove one of them.";
  }

  private static String unknown(String key, KnownKeys keys, boolean guess) {
    if (keys.later().contains(key)) {
      return Shown.quoted(key)
          + " is not supported by this version yet; "
          + keys.where()
          + " has "
          + String.join(", ", keys.read())
          + ".";
    }
    if (key.equals("<<")) {
      return "YAML's merge key \"<<\" is not read; write the keys out.";
    }
    Optional<String> nearest = guess ? NearestKey.of(key, keys) : Optional.empty();
    return "Unknown key "
        + Shown.quoted(key)
        + nearest.map(meant -> ", did you mean \"" + meant + "\"?").orElse(".")
        + (keys.read().size() > MOST_LISTED
            ? ""
            : " " + capital(keys.where()) + " has " + String.join(", ", keys.read()) + ".");
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
