package dev.modelgate.scheduler.workflow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong, and what is worth saying, with one part of a file. */
final class Problems {

  /** More of one part are counted, not listed. */
  static final int MAX_LISTED = 20;

  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

  private final String path;
  private final List<Problem> errors = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  Problems(String path) {
    this.path = path;
  }

  void error(Place place, String message) {
    errors.add(at(place, message));
  }

  void warn(Place place, String message) {
    warnings.add(at(place, message));
  }

  boolean hasErrors() {
    return !errors.isEmpty();
  }

  List<Problem> errors() {
    return listed(errors, MAX_LISTED);
  }

  List<Problem> warnings() {
    return listed(warnings, MAX_LISTED);
  }

  /** In the order of their places; the last one says how many are left out. */
  static List<Problem> listed(List<Problem> problems, int max) {
    List<Problem> sorted = problems.stream().sorted(BY_PLACE).toList();
    if (sorted.size() <= max) {
      return sorted;
    }
    List<Problem> listed = new ArrayList<>(sorted.subList(0, max - 1));
    Problem next = sorted.get(max - 1);
    int more = sorted.size() - max;
    listed.add(
        more == 0
            ? next
            : new Problem(
                next.path(),
                next.line(),
                next.column(),
                next.message() + " (" + more + " more below are not listed)"));
    return listed;
  }

  private Problem at(Place place, String message) {
    return new Problem(path, place.line(), place.column(), message);
  }
}
