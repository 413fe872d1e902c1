package dev.modelgate.reporter.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What differs between the settings of two experiments. */
public final class Differences {

  private Differences() {}

  /**
   * One setting that differs.
   *
   * @param before null where it is new
   * @param after null where it is gone
   */
  public record Difference(String name, @Nullable String before, @Nullable String after) {}

  /** The settings that differ, by name. */
  public static List<Difference> between(Map<String, String> before, Map<String, String> after) {
    var names = new TreeSet<String>();
    names.addAll(before.keySet());
    names.addAll(after.keySet());
    var differences = new ArrayList<Difference>();
    for (String name : names) {
      if (!Objects.equals(before.get(name), after.get(name))) {
        differences.add(new Difference(name, before.get(name), after.get(name)));
      }
    }
    return differences;
  }
}
