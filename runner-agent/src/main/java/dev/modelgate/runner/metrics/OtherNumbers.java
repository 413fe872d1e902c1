package dev.modelgate.runner.metrics;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Numbers of a document that nobody asked for, by pointer, the first ones only. */
final class OtherNumbers {

  private static final int LONGEST_POINTER = 200;

  /** All of them together must fit into an event beside what the checks name. */
  private static final int LONGEST_OF_ALL = 64 * 1024;

  private final int most;
  private final Map<String, String> byPointer = new LinkedHashMap<>();
  private final Set<String> twice = new HashSet<>();
  private int offered;
  private int characters;

  OtherNumbers(int most) {
    this.most = most;
  }

  /** Whether another number is worth the work of writing down where it stands. */
  boolean wantsMore() {
    return byPointer.size() < most && offered < 4 * most && characters < LONGEST_OF_ALL;
  }

  void add(String pointer, String text) {
    offered++;
    characters += pointer.length() + text.length();
    boolean readable = JsonNumber.read(text) instanceof JsonNumber.Exact;
    if (pointer.length() <= LONGEST_POINTER
        && readable
        && byPointer.putIfAbsent(pointer, text) != null) {
      twice.add(pointer);
    }
  }

  /** What stands at exactly one place, in the document's order. */
  Map<String, String> unambiguous() {
    Map<String, String> once = new LinkedHashMap<>(byPointer);
    once.keySet().removeAll(twice);
    return once;
  }
}
