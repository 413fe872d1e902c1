package dev.modelgate.runner.metrics;

import com.fasterxml.jackson.core.JsonToken;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One pointer while a document passes by, token after token. It holds how far the open containers
 * agree with the pointer, so that no tree is built however large the document is.
 */
final class SoughtNumber {

  private static final int OUTSIDE = -1;

  private final JsonPointer pointer;
  private final boolean[] met;
  private int inside = OUTSIDE;
  private @Nullable JsonNumber found;

  SoughtNumber(JsonPointer pointer) {
    this.pointer = pointer;
    this.met = new boolean[pointer.steps().size() + 1];
  }

  /**
   * A value begins.
   *
   * @param depth how many containers are open around it
   * @param step its name or index in the innermost of them
   */
  void meet(int depth, String step, JsonToken token, String text) {
    if (inside != depth - 1 || depth > pointer.steps().size()) {
      return;
    }
    if (depth > 0 && !pointer.steps().get(depth - 1).equals(step)) {
      return;
    }
    if (met[depth]) {
      found =
          new JsonNumber.Refused(
              "Expected one value at this place, but the file has the key more than once");
      return;
    }
    met[depth] = true;
    if (depth == pointer.steps().size()) {
      found = read(token, text);
    } else if (token.isStructStart()) {
      inside = depth;
    }
  }

  /** The container that stood at this depth ends. */
  void leave(int depth) {
    if (inside == depth) {
      inside = depth - 1;
    }
  }

  /** What stands at this place, a number or not; empty where nothing does. */
  Optional<JsonNumber> found() {
    return Optional.ofNullable(found);
  }

  private static JsonNumber read(JsonToken token, String text) {
    if (token.isNumeric()) {
      return JsonNumber.read(text);
    }
    String what =
        switch (token) {
          case START_OBJECT -> "an object";
          case START_ARRAY -> "a list";
          case VALUE_STRING -> "text";
          case VALUE_NULL -> "null";
          case VALUE_TRUE -> "true";
          case VALUE_FALSE -> "false";
          default -> "something else";
        };
    return new JsonNumber.Refused("Expected a number, but the value is " + what);
  }
}
