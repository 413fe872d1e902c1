package dev.modelgate.scheduler.workflow;

import dev.modelgate.scheduler.yaml.Decimal;
import dev.modelgate.scheduler.yaml.Fields;
import dev.modelgate.scheduler.yaml.Place;
import dev.modelgate.scheduler.yaml.Problems;
import dev.modelgate.scheduler.yaml.Shown;
import dev.modelgate.scheduler.yaml.YamlNode;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code compare} of a check. */
final class CompareSection {

  private static final String FORM = "compare: {to: baseline, better: higher, tolerance: 1%}";

  private CompareSection() {}

  /** Null, and a problem, where it cannot be read. */
  static @Nullable Comparison read(YamlNode node, Problems problems) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      problems.error(node.place(), "Expected " + FORM + ", but found " + node.kind() + ".");
      return null;
    }
    Fields fields = Fields.of(mapping, Keys.COMPARE, problems);
    baseline(fields.get("to"), node.place(), problems);
    Comparison.Better better = better(fields.get("better"), node.place(), problems);
    YamlNode written = fields.get("tolerance");
    Tolerance tolerance = written == null ? Tolerance.NONE : tolerance(written, problems);
    return better == null || tolerance == null
        ? null
        : new Comparison(better, tolerance.number(), tolerance.relative());
  }

  private static void baseline(@Nullable YamlNode to, Place place, Problems problems) {
    switch (to) {
      case null ->
          problems.error(place, "Expected \"to: baseline\" in compare, but found no \"to\".");
      case YamlNode.Scalar scalar when scalar.text().equals("baseline") -> {}
      case YamlNode.Scalar scalar when !scalar.isNull() ->
          problems.error(
              to.place(),
              "Expected \"to: baseline\"; comparing with "
                  + Shown.quoted(scalar.text())
                  + " is not supported by this version yet.");
      case YamlNode other ->
          problems.error(
              other.place(), "Expected \"to: baseline\", but found " + other.kind() + ".");
    }
  }

  private static Comparison.@Nullable Better better(
      @Nullable YamlNode node, Place place, Problems problems) {
    if (node instanceof YamlNode.Scalar scalar) {
      switch (scalar.text()) {
        case "higher":
          return Comparison.Better.HIGHER;
        case "lower":
          return Comparison.Better.LOWER;
        default:
          break;
      }
    }
    problems.error(
        node == null ? place : node.place(),
        "Expected \"better: higher\" or \"better: lower\", but found "
            + (node == null ? "no \"better\"" : node.kind())
            + ".");
    return null;
  }

  private static @Nullable Tolerance tolerance(YamlNode node, Problems problems) {
    if (node instanceof YamlNode.Scalar scalar) {
      String text = scalar.text();
      boolean relative = text.endsWith("%");
      String number = relative ? text.substring(0, text.length() - 1).strip() : text;
      Optional<BigDecimal> value = Decimal.parse(number).filter(parsed -> parsed.signum() >= 0);
      if (value.isPresent()) {
        BigDecimal exact = relative ? value.get().movePointLeft(2) : value.get();
        return new Tolerance(plain(exact), relative);
      }
    }
    problems.error(
        node.place(),
        "Expected a tolerance from 0, such as 1% or 0.01, but found " + node.kind() + ".");
    return null;
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private record Tolerance(String number, boolean relative) {
    static final Tolerance NONE = new Tolerance("0", false);
  }
}
