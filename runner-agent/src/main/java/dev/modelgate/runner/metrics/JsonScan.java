package dev.modelgate.runner.metrics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One walk over a JSON document that a stranger wrote: memory stays small whatever is in it.
 *
 * <p>What is wrong anywhere in the document makes the whole of it unreadable, for its writer may
 * have been interrupted. The words NaN and Infinity are read although JSON has no such numbers:
 * Python writes them, and one of them must not hide the other metrics.
 */
final class JsonScan {

  private static final int DEEPEST = 1000;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(100_000)
                  .build())
          .build();

  private final List<SoughtNumber> sought;
  private final OtherNumbers others;
  private final Deque<Container> open = new ArrayDeque<>();

  private JsonScan(List<SoughtNumber> sought, OtherNumbers others) {
    this.sought = sought;
    this.others = others;
  }

  /**
   * Shows every value to the pointers that are sought.
   *
   * @return why the document cannot be read; empty where it can
   */
  static Optional<String> scan(byte[] json, List<SoughtNumber> sought, OtherNumbers others) {
    JsonScan scan = new JsonScan(sought, others);
    try (JsonParser parser = FACTORY.createParser(json)) {
      return scan.walk(parser);
    } catch (StreamConstraintsException e) {
      return Optional.of(
          "Expected at most "
              + DEEPEST
              + " levels, and names and numbers of a sensible length, but the file goes beyond");
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      return Optional.of("Expected JSON, but the file is none " + place(e.getLocation()));
    } catch (IOException e) {
      return Optional.of("Expected JSON, but the file's text cannot be decoded");
    }
  }

  private Optional<String> walk(JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      return Optional.of("Expected JSON, but the file is empty");
    }
    while (token != null) {
      switch (token) {
        case FIELD_NAME -> open.element().name = parser.currentName();
        case END_OBJECT, END_ARRAY -> {
          open.pop();
          sought.forEach(number -> number.leave(open.size()));
        }
        default -> value(token, parser);
      }
      token = parser.nextToken();
      if (token != null && open.isEmpty() && !token.isStructEnd()) {
        return Optional.of(
            "Expected one JSON value, but the file has more "
                + place(parser.currentTokenLocation()));
      }
    }
    return Optional.empty();
  }

  private void value(JsonToken token, JsonParser parser) throws IOException {
    int depth = open.size();
    String step = open.isEmpty() ? "" : open.element().step();
    String text = token.isNumeric() ? parser.getText() : "";
    for (SoughtNumber number : sought) {
      number.meet(depth, step, token, text);
    }
    if (token.isStructStart()) {
      open.push(new Container(step, token == JsonToken.START_ARRAY));
    } else if (token.isNumeric() && others.wantsMore()) {
      others.add(pointerTo(step), text);
    }
  }

  private String pointerTo(String step) {
    if (open.isEmpty()) {
      return "";
    }
    StringBuilder pointer = new StringBuilder();
    Iterator<Container> fromRoot = open.descendingIterator();
    fromRoot.next();
    fromRoot.forEachRemaining(
        container -> pointer.append('/').append(JsonPointer.escape(container.ownStep)));
    return pointer.append('/').append(JsonPointer.escape(step)).toString();
  }

  private static String place(@Nullable JsonLocation location) {
    return location == null
        ? "somewhere"
        : "(line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }

  /** An object or a list that is open, with the name or index that stands for the next value. */
  private static final class Container {

    private final String ownStep;
    private final boolean list;
    private int next;
    private String name = "";

    Container(String ownStep, boolean list) {
      this.ownStep = ownStep;
      this.list = list;
    }

    String step() {
      return list ? Integer.toString(next++) : name;
    }
  }
}
