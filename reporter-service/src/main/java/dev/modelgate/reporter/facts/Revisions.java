package dev.modelgate.reporter.facts;

import dev.modelgate.reporter.intake.Evaluation;
import dev.modelgate.reporter.intake.Promotion;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which of several statements about one thing counts. */
final class Revisions {

  private Revisions() {}

  /** The evaluation of the higher revision. */
  static Evaluation newer(@Nullable Evaluation known, Evaluation said) {
    return known == null || said.revision() > known.revision() ? said : known;
  }

  /** The first promotion of each experiment on each branch, in order of time. */
  static List<Promotion> with(List<Promotion> known, Promotion more) {
    var first = new TreeMap<String, Promotion>();
    for (Promotion promotion : known) {
      first.merge(subject(promotion), promotion, Revisions::earlier);
    }
    first.merge(subject(more), more, Revisions::earlier);
    return first.values().stream()
        .sorted(Comparator.comparing(Promotion::at).thenComparing(Revisions::subject))
        .toList();
  }

  private static String subject(Promotion promotion) {
    return promotion.experimentId() + " " + promotion.branch();
  }

  private static Promotion earlier(Promotion one, Promotion other) {
    return other.at().isBefore(one.at()) ? other : one;
  }
}
