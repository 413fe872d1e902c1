package dev.modelgate.scheduler.yaml;

import java.util.List;

/** A YAML document as it was written: every scalar is text, nothing is resolved to a type. */
public sealed interface YamlNode {

  Place place();

  /** What people call this kind of node. */
  String kind();

  /** How many keys and values there are, this one included. */
  default int size() {
    return switch (this) {
      case Scalar _ -> 1;
      case Mapping(var _, List<Entry> entries) ->
          1 + entries.stream().mapToInt(each -> each.key().size() + each.value().size()).sum();
      case Sequence(var _, List<YamlNode> items) ->
          1 + items.stream().mapToInt(YamlNode::size).sum();
    };
  }

  /**
   * One value.
   *
   * @param plain whether it stands without quotes and not as a block
   */
  record Scalar(Place place, String text, boolean plain) implements YamlNode {

    /** Whether nothing was written, or what YAML calls null. */
    public boolean isNull() {
      return plain
          && switch (text) {
            case "", "~", "null", "Null", "NULL" -> true;
            default -> false;
          };
    }

    @Override
    public String kind() {
      return isNull() ? "nothing" : "the value " + Shown.quoted(text);
    }
  }

  /** Keys with values, in the order of the file, doubles included. */
  record Mapping(Place place, List<Entry> entries) implements YamlNode {

    @Override
    public String kind() {
      return "keys with values";
    }
  }

  /** A list. */
  record Sequence(Place place, List<YamlNode> items) implements YamlNode {

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** One line of a mapping. */
  record Entry(YamlNode key, YamlNode value) {}
}
