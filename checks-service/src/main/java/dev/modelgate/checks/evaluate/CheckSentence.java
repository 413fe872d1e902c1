package dev.modelgate.checks.evaluate;

import dev.modelgate.checks.intake.Bound;
import dev.modelgate.checks.intake.Check;
import dev.modelgate.checks.intake.Comparison;
import dev.modelgate.checks.intake.Rounding;
import dev.modelgate.checks.intake.Verdict;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people read of one judged check, such as "failed: accuracy 0.9911 (mean, rounded down to
 * 0.99) is not in 0.99..1.00".
 *
 * @param baseline what the value stands beside; null where there is nothing
 * @param compared null where nothing was compared
 * @param otherDefinition branch whose number of this key means something else; null where none does
 * @param note what people should know about the number; null: nothing
 */
record CheckSentence(
    Check check,
    Reading reading,
    @Nullable BaselineValue baseline,
    @Nullable Compared compared,
    @Nullable String otherDefinition,
    @Nullable String note) {

  private static final int MAX_AGGREGATE = 40;
  private static final int MAX_BRANCH = 40;
  private static final int MAX_NOTE = 160;
  private static final int MAX_BOUND = 40;

  /** Two decimals more than are kept: enough to see what rounding did. */
  private static final int DECIMALS_BEYOND_ROUNDING = 2;

  /** The aggregate, inert and short; empty where there is none. */
  static String aggregate(Check check) {
    String aggregate = check.definition().writtenAggregate();
    return aggregate == null ? "" : Text.shown(aggregate, MAX_AGGREGATE);
  }

  /** A note as the end of a sentence. */
  static String noted(@Nullable String note) {
    return note == null || note.isBlank() ? "" : "; " + Text.shown(note.strip(), MAX_NOTE);
  }

  /** The whole sentence; a failed check tells what it misses, a passed one all that holds. */
  String judged(Verdict verdict, List<Bound> missed) {
    boolean failed = verdict == Verdict.FAILED;
    List<String> parts = new ArrayList<>(targets(failed, missed));
    if (compared != null && baseline != null && !(failed && compared.met())) {
      parts.add(comparison(compared, baseline));
    }
    String said = parts.isEmpty() ? "" : " is " + String.join(" and ", parts);
    return verdict.word()
        + ": "
        + MetricName.of(check)
        + " "
        + number()
        + said
        + beside(failed)
        + noted(note);
  }

  /** Two bounds that the file writes as one range are said as one. */
  private List<String> targets(boolean failed, List<Bound> missed) {
    String not = failed ? "not " : "";
    if (check.target() != null && check.bounds().size() > 1) {
      return failed && missed.isEmpty()
          ? List.of()
          : List.of(not + "in " + Text.shown(check.target(), MAX_BOUND));
    }
    return (failed ? missed : check.bounds())
        .stream()
            .map(
                bound ->
                    not + bound.operator().words() + " " + Text.shown(bound.value(), MAX_BOUND))
            .toList();
  }

  private String comparison(Compared found, BaselineValue with) {
    String name = branch(with.branch()) + " (" + shown(with) + ")";
    if (found.better() == 0) {
      return "as good as " + name;
    }
    String change =
        difference(found).map(difference -> difference + " ").orElse("")
            + (found.better() > 0 ? "better than " : "worse than ");
    return change + name + (found.better() > 0 ? "" : allowed());
  }

  /** How far it is from the baseline; where that is worse, on the right side of what is allowed. */
  private Optional<String> difference(Compared found) {
    Comparison asked = check.comparison();
    BigDecimal old = number(baseline);
    BigDecimal change = found.change();
    if (asked == null || change == null || old == null) {
      return Optional.empty();
    }
    BigDecimal tolerance = found.better() < 0 ? tolerance() : null;
    if (old.signum() != 0 && (asked.relative() || isZero(asked.tolerance()))) {
      return Optional.of(
          tolerance == null
              ? Numbers.percent(change, old)
              : Numbers.percent(change, old, tolerance));
    }
    return Optional.of(
        tolerance == null || asked.relative()
            ? Numbers.difference(change)
            : Numbers.difference(change, tolerance));
  }

  private String allowed() {
    Comparison asked = check.comparison();
    BigDecimal tolerance = tolerance();
    if (asked == null || tolerance == null) {
      return "";
    }
    return ", "
        + (asked.relative() ? Numbers.exactPercent(tolerance) : Numbers.plain(tolerance))
        + " allowed";
  }

  /** How much worse it may be; null where that is nothing, or nobody understands it. */
  private @Nullable BigDecimal tolerance() {
    Comparison asked = check.comparison();
    return asked == null
        ? null
        : Decimals.parse(asked.tolerance())
            .filter(tolerance -> tolerance.signum() != 0)
            .orElse(null);
  }

  /** How it stands where nobody asked for a comparison, or why it was not compared. */
  private String beside(boolean failed) {
    if (compared != null) {
      return "";
    }
    boolean first = check.comparison() != null && !failed;
    if (otherDefinition != null) {
      return first
          ? ", first result since the check's definition changed"
          : ", not compared with " + branch(otherDefinition) + ": the check's definition changed";
    }
    return first ? ", first result" : against();
  }

  private String against() {
    BigDecimal now = reading.raw() instanceof Quantity.Finite(BigDecimal number) ? number : null;
    BigDecimal old = number(baseline);
    return baseline == null || now == null || old == null
        ? ""
        : ", " + Numbers.signed(now.subtract(old), old) + " against " + branch(baseline.branch());
  }

  /** The number with what was made of it: "0.9911 (mean, rounded down to 0.99)". */
  private String number() {
    List<String> how = new ArrayList<>();
    if (check.definition().writtenAggregate() != null) {
      how.add(aggregate(check));
    }
    Rounding rounding = check.rounding();
    if (rounding != null && reading.rounded() != null && reading.isChanged()) {
      how.add(
          "rounded " + (rounding.up() ? "up" : "down") + " to " + Numbers.plain(reading.rounded()));
    }
    return value() + (how.isEmpty() ? "" : " (" + String.join(", ", how) + ")");
  }

  private String value() {
    if (!(reading.raw() instanceof Quantity.Finite(BigDecimal number))) {
      return reading.written();
    }
    List<BigDecimal> others = new ArrayList<>();
    check.bounds().forEach(bound -> Decimals.parse(bound.value()).ifPresent(others::add));
    BigDecimal old = number(baseline);
    if (compared != null && old != null && old.compareTo(number) != 0) {
      others.add(old);
    }
    int decimals = 0;
    if (reading.rounded() != null) {
      others.add(reading.rounded());
      decimals = reading.rounded().scale() + DECIMALS_BEYOND_ROUNDING;
    }
    return Numbers.shown(reading.written(), number, decimals, others);
  }

  /** Equal numbers look the same; others stand on the side of each other where they are. */
  private String shown(BaselineValue with) {
    BigDecimal old = number(with);
    if (old == null || !(reading.raw() instanceof Quantity.Finite(BigDecimal now))) {
      return with.value();
    }
    return old.compareTo(now) == 0 ? value() : Numbers.shown(with.value(), old, 0, List.of(now));
  }

  private static @Nullable BigDecimal number(@Nullable BaselineValue value) {
    return value == null ? null : Decimals.parse(value.value()).orElse(null);
  }

  private static boolean isZero(String tolerance) {
    return Decimals.parse(tolerance).filter(number -> number.signum() == 0).isPresent();
  }

  private static String branch(String name) {
    return Text.shown(name, MAX_BRANCH);
  }
}
