package dev.modelgate.scheduler.workflow;

import dev.modelgate.scheduler.yaml.Fields;
import dev.modelgate.scheduler.yaml.Place;
import dev.modelgate.scheduler.yaml.Problems;
import dev.modelgate.scheduler.yaml.Shown;
import dev.modelgate.scheduler.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code env} of a workflow; values reach the job exactly as they are written. */
public final class EnvSection {

  private static final int MAX_BYTES = 65_536;
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
  private static final List<String> OURS = List.of("MODELGATE_", "PS_GRADIENT_CI_");

  private EnvSection() {}

  /** In the order of the file; what cannot be read becomes a problem. */
  public static Map<String, String> read(String key, YamlNode node, Problems problems) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      problems.error(
          node.place(),
          "Expected "
              + key
              + " to hold names and values, such as {EPOCHS: 20}, but found "
              + node.kind()
              + ".");
      return Map.of();
    }
    Map<String, String> env = new LinkedHashMap<>();
    Map<String, Place> places = new HashMap<>();
    long bytes = 0;
    for (YamlNode.Entry entry : mapping.entries()) {
      String name = name(entry, places, problems);
      String value = name == null ? null : value(name, entry.value(), problems);
      if (name != null && value != null) {
        env.put(name, value);
        bytes += name.length() + value.getBytes(StandardCharsets.UTF_8).length;
      }
    }
    if (bytes > MAX_BYTES) {
      problems.error(
          node.place(),
          "Expected "
              + key
              + " to have at most "
              + MAX_BYTES
              + " bytes, but it has "
              + bytes
              + ".");
    }
    return env;
  }

  private static @Nullable String name(
      YamlNode.Entry entry, Map<String, Place> places, Problems problems) {
    String name = Fields.key(entry, problems);
    if (name == null) {
      return null;
    }
    Place place = entry.key().place();
    if (!NAME.matcher(name).matches()) {
      problems.error(
          place,
          "Expected the name of an environment variable (letters, digits and _, no digit first),"
              + " but found "
              + Shown.quoted(name)
              + ".");
      return null;
    }
    if (OURS.stream().anyMatch(name::startsWith)) {
      problems.error(
          place, "Variables that begin with MODELGATE_ or PS_GRADIENT_CI_ are set by Modelgate.");
      return null;
    }
    Place first = places.putIfAbsent(name, place);
    if (first != null) {
      problems.error(place, Fields.duplicate(name, first));
      return null;
    }
    return name;
  }

  private static @Nullable String value(String name, YamlNode node, Problems problems) {
    if (!(node instanceof YamlNode.Scalar scalar) || scalar.isNull()) {
      problems.error(
          node.place(),
          "Expected a value for "
              + name
              + ", but found "
              + node.kind()
              + ". Write '' for an empty one, and quote JSON.");
      return null;
    }
    if (scalar.text().startsWith("secret:")) {
      problems.error(node.place(), "Secrets are not supported by this version yet.");
      return null;
    }
    if (scalar.text().indexOf('\0') >= 0) {
      problems.error(node.place(), "Expected text without the character NUL.");
      return null;
    }
    return scalar.text();
  }
}
