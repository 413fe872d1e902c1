package dev.modelgate.reporter.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which runs of a project somebody wants next to each other. */
public final class ChosenRuns {

  /** More columns than this nobody reads. */
  public static final int AT_MOST = 6;

  private ChosenRuns() {}

  /**
   * Numbers out of {@code 41,42}, said once or several times; each once, in their order. Empty
   * where they are fewer than two, more than {@link #AT_MOST}, or no numbers.
   */
  public static Optional<List<Integer>> parse(@Nullable List<String> asked) {
    Set<Integer> numbers = new LinkedHashSet<>();
    for (String part : String.join(",", asked == null ? List.of() : asked).split(",", -1)) {
      if (!part.strip().matches("[0-9]{1,9}")) {
        return Optional.empty();
      }
      numbers.add(Integer.parseInt(part.strip()));
    }
    return numbers.size() < 2 || numbers.size() > AT_MOST
        ? Optional.empty()
        : Optional.of(new ArrayList<>(numbers));
  }

  /** What to say where {@link #parse} is empty. */
  public static String expected() {
    return "Expected the numbers of 2 to "
        + AT_MOST
        + " runs, such as runs=41,42, but that is something else.";
  }
}
