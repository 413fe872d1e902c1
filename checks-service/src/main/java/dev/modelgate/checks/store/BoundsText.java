package dev.modelgate.checks.store;

import dev.modelgate.checks.intake.Bound;
import java.util.List;
import java.util.stream.Collectors;

/** Bounds as the text of a column: one a line, operator and number. */
final class BoundsText {

  private BoundsText() {}

  static String write(List<Bound> bounds) {
    return bounds.stream()
        .map(bound -> bound.operator().name() + " " + bound.value().replace('\n', ' '))
        .collect(Collectors.joining("\n"));
  }

  static List<Bound> read(String text) {
    return text.lines().map(BoundsText::bound).toList();
  }

  private static Bound bound(String line) {
    int space = line.indexOf(' ');
    return new Bound(Bound.Operator.valueOf(line.substring(0, space)), line.substring(space + 1));
  }
}
