package dev.modelgate.scheduler.yaml;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the key that somebody meant. */
public final class NearestKey {

  /** Longer words are nobody's typing error; the bound keeps the comparison cheap. */
  private static final int MAX_LENGTH = 40;

  private NearestKey() {}

  /** Empty where nobody can guess. */
  public static Optional<String> of(String written, KnownKeys keys) {
    if (written.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String folded = folded(written);
    String meant = keys.meant().get(folded);
    if (meant != null) {
      return Optional.of(meant);
    }
    int allowed = Math.max(1, folded.length() / 3);
    return Stream.concat(keys.read().stream(), keys.later().stream().sorted())
        .map(key -> new Candidate(key, distance(folded, folded(key))))
        .filter(candidate -> candidate.distance() <= allowed)
        .min((a, b) -> Integer.compare(a.distance(), b.distance()))
        .map(Candidate::key);
  }

  private static String folded(String key) {
    return key.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "").strip();
  }

  /** Levenshtein's distance, with two neighbours in the wrong order as one change. */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], 1 + cost[i - 2][j - 2]);
        }
      }
    }
    return cost[a.length()][b.length()];
  }

  private record Candidate(String key, int distance) {}
}
