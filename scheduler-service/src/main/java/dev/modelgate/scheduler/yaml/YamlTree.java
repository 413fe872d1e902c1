package dev.modelgate.scheduler.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Builds the tree of one YAML document from the parser's events, so that limits hold while it is
 * read and no value is ever resolved to a type or an object.
 */
final class YamlTree {

  static final int MAX_DEPTH = 50;
  static final int MAX_ALIASES = 50;

  private final Parser parser;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private int nodes;
  private int aliases;

  private YamlTree(String text) {
    parser = new ParserImpl(new StreamReader(text), new LoaderOptions());
  }

  /** The document; null where the text holds none. */
  static @Nullable YamlNode parse(String text) throws YamlProblem {
    try {
      return new YamlTree(text).document();
    } catch (MarkedYAMLException e) {
      throw YamlMessages.of(e, text);
    } catch (YAMLException e) {
      throw new YamlProblem(
          Place.START, "Not valid YAML: " + Shown.plain(String.valueOf(e.getMessage())));
    }
  }

  private @Nullable YamlNode document() throws YamlProblem {
    parser.getEvent();
    if (parser.checkEvent(Event.ID.StreamEnd)) {
      return null;
    }
    parser.getEvent();
    YamlNode root = node(1);
    parser.getEvent();
    if (!parser.checkEvent(Event.ID.StreamEnd)) {
      throw new YamlProblem(
          place(parser.peekEvent()), "Expected one YAML document, but a second one starts here.");
    }
    return root;
  }

  private YamlNode node(int depth) throws YamlProblem {
    Event event = parser.getEvent();
    Place place = place(event);
    count(place, 1);
    if (depth > MAX_DEPTH) {
      throw new YamlProblem(place, "Expected at most " + MAX_DEPTH + " levels, but here are more.");
    }
    if (event instanceof AliasEvent alias) {
      return aliased(alias, place);
    }
    refuseTag(event, place);
    int before = nodes;
    YamlNode node =
        switch (event) {
          case ScalarEvent scalar ->
              new YamlNode.Scalar(
                  place, scalar.getValue(), scalar.getScalarStyle() == ScalarStyle.PLAIN);
          case MappingStartEvent _ -> new YamlNode.Mapping(place, entries(depth));
          case SequenceStartEvent _ -> new YamlNode.Sequence(place, items(depth));
          default -> throw new YamlProblem(place, "Expected a value, but found none.");
        };
    String anchor = ((NodeEvent) event).getAnchor();
    if (anchor != null) {
      anchors.put(anchor, new Anchored(node, nodes - before));
    }
    return node;
  }

  private List<YamlNode.Entry> entries(int depth) throws YamlProblem {
    List<YamlNode.Entry> entries = new ArrayList<>();
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      YamlNode key = node(depth + 1);
      entries.add(new YamlNode.Entry(key, node(depth + 1)));
    }
    parser.getEvent();
    return entries;
  }

  private List<YamlNode> items(int depth) throws YamlProblem {
    List<YamlNode> items = new ArrayList<>();
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      items.add(node(depth + 1));
    }
    parser.getEvent();
    return items;
  }

  /** An alias counts as all that it stands for, so that a few of them cannot grow into millions. */
  private YamlNode aliased(AliasEvent alias, Place place) throws YamlProblem {
    if (++aliases > MAX_ALIASES) {
      throw new YamlProblem(
          place, "Expected at most " + MAX_ALIASES + " aliases, but here are more.");
    }
    Anchored anchored = anchors.get(alias.getAnchor());
    if (anchored == null) {
      throw new YamlProblem(
          place,
          "Expected an anchor named "
              + Shown.quoted(alias.getAnchor())
              + " above this alias, but there is none. Quote a value that begins with \"*\".");
    }
    count(place, anchored.size());
    return anchored.node();
  }

  private void count(Place place, int more) throws YamlProblem {
    nodes += more;
    if (nodes > YamlFile.MAX_NODES) {
      throw new YamlProblem(
          place, "Expected at most " + YamlFile.MAX_NODES + " keys and values, but here are more.");
    }
  }

  private static void refuseTag(Event event, Place place) throws YamlProblem {
    String tag =
        switch (event) {
          case ScalarEvent scalar -> scalar.getTag();
          case MappingStartEvent mapping -> mapping.getTag();
          case SequenceStartEvent sequence -> sequence.getTag();
          default -> null;
        };
    if (tag != null) {
      throw new YamlProblem(
          place,
          "Expected a value without a tag, but found the tag "
              + Shown.quoted(tag)
              + ". Values are read as they are written; quote one that begins with \"!\".");
    }
  }

  private static Place place(Event event) {
    return event.getStartMark() == null
        ? Place.START
        : new Place(event.getStartMark().getLine() + 1, event.getStartMark().getColumn() + 1);
  }

  private record Anchored(YamlNode node, int size) {}
}
