package dev.modelgate.scheduler.yaml;

import dev.modelgate.scheduler.yaml.Problem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong, and what is worth saying, with one part of a file. */
public final class Problems {

  /** More of one part are counted, not listed. */
  public static final int MAX_LISTED = 20;

  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

  private final String path;
  private final List<Problem> all = new ArrayList<>();

  /** Problems of the file at that path. */
  public Problems(String path) {
    this.path = path;
  }

  /** It cannot be obeyed. */
  public void error(Place place, String message) {
    add(place, Severity.ERROR, message);
  }

  /** It is obeyed, but was meant to be written otherwise. */
  public void warn(Place place, String message) {
    add(place, Severity.WARNING, message);
  }

  /** It is obeyed; somebody may want to know. */
  public void note(Place place, String message) {
    add(place, Severity.NOTE, message);
  }

  /** Takes over what was found in another file. */
  public void add(Problem problem) {
    all.add(problem);
  }

  /** Takes over what was found in another file, or in another part. */
  public void addAll(Problems others) {
    all.addAll(others.all);
  }

  public boolean hasErrors() {
    return all.stream().anyMatch(Problem::isError);
  }

  /** In the order of their places. */
  public List<Problem> listed() {
    return listed(all, MAX_LISTED);
  }

  /**
   * In the order of their places; where there are too many, errors stay before anything else and
   * the last one says how many are left out.
   */
  public static List<Problem> listed(List<Problem> problems, int max) {
    if (problems.size() <= max) {
      return problems.stream().sorted(BY_PLACE).toList();
    }
    List<Problem> kept =
        problems.stream()
            .sorted(Comparator.comparing(Problem::severity).thenComparing(BY_PLACE))
            .limit(max)
            .sorted(BY_PLACE)
            .toList();
    List<Problem> listed = new ArrayList<>(kept.subList(0, max - 1));
    Problem last = kept.getLast();
    listed.add(
        new Problem(
            last.path(),
            last.line(),
            last.column(),
            last.severity(),
            last.message() + " (" + (problems.size() - max) + " more are not listed)"));
    return listed;
  }

  private void add(Place place, Severity severity, String message) {
    all.add(new Problem(path, place.line(), place.column(), severity, message));
  }
}
