package dev.modelgate.standalone.lint;

import dev.modelgate.scheduler.workflow.Bound;
import dev.modelgate.scheduler.workflow.Check;
import dev.modelgate.scheduler.workflow.Comparison;
import dev.modelgate.scheduler.workflow.RefFilter;
import dev.modelgate.scheduler.workflow.RefPattern;
import dev.modelgate.scheduler.workflow.Rounding;
import dev.modelgate.scheduler.workflow.Step;
import dev.modelgate.scheduler.workflow.Triggers;
import dev.modelgate.scheduler.workflow.Workflow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in words what a workflow means. */
final class WorkflowWords {

  private WorkflowWords() {}

  /** When it runs, then for each step where it runs, the command and the checks. */
  static List<String> lines(Workflow workflow) {
    List<String> lines = new ArrayList<>();
    lines.add("  " + workflow.name() + " runs at " + pushes(workflow.triggers()));
    boolean named = workflow.steps().size() > 1;
    for (Step step : workflow.steps()) {
      lines.add("    " + (named ? "step " + step.name() + ", " : "") + place(step) + command(step));
      step.checks().forEach(check -> lines.add("    check: " + sentence(check)));
    }
    return lines;
  }

  private static String pushes(Triggers triggers) {
    String refs =
        Stream.of(
                refs("every branch", "branches", triggers.branches()),
                refs("every tag", "tags", triggers.tags()))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(" and "));
    return refs.isEmpty() ? "no push" : "pushes to " + refs;
  }

  private static Optional<String> refs(String every, String some, RefFilter filter) {
    return switch (filter) {
      case RefFilter.All() -> Optional.of(every);
      case RefFilter.None() -> Optional.empty();
      case RefFilter.Only(List<RefPattern> patterns) ->
          Optional.of(some + " that match " + any(patterns));
      case RefFilter.Ignore(List<RefPattern> patterns) ->
          Optional.of(some + " that do not match " + any(patterns));
    };
  }

  private static String any(List<RefPattern> patterns) {
    return patterns.stream().map(RefPattern::toString).collect(Collectors.joining(" or "));
  }

  private static String place(Step step) {
    String machine = step.machine();
    String container = step.surroundings().container();
    return (machine == null ? "on any machine" : "on a machine that offers " + machine)
        + (container == null ? "" : ", in container " + container);
  }

  private static String command(Step step) {
    List<String> lines = step.run().strip().lines().toList();
    return lines.isEmpty() ? "" : ": " + lines.getFirst() + (lines.size() > 1 ? " …" : "");
  }

  private static String sentence(Check check) {
    List<String> rules = new ArrayList<>();
    check.bounds().forEach(bound -> rules.add(words(bound.operator()) + " " + bound.value()));
    Comparison comparison = check.comparison();
    if (comparison != null) {
      rules.add(words(comparison));
    }
    return check.key()
        + reading(check)
        + " is "
        + String.join(" and ", rules)
        + (check.judging().onlyPulls() ? ", for pull requests only" : "")
        + (check.judging().passesWithoutMetric() ? "; it passes where there is no number" : "");
  }

  /** How the number is made from what the job wrote; empty where it stands there as it is. */
  private static String reading(Check check) {
    List<String> parts = new ArrayList<>();
    String aggregate = check.metric().aggregate();
    if (aggregate != null) {
      parts.add(aggregate);
    }
    if (check.metric().source().equals("custom")) {
      parts.add(check.metric().pointer());
    }
    Rounding rounding = check.judging().rounding();
    if (rounding != null) {
      parts.add(
          "rounded " + (rounding.up() ? "up" : "down") + " to decimals: " + rounding.precision());
    }
    return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
  }

  private static String words(Bound.Operator operator) {
    return operator.key().replace('-', ' ');
  }

  private static String words(Comparison comparison) {
    String worse =
        switch (comparison.better()) {
          case HIGHER -> "below the baseline";
          case LOWER -> "above the baseline";
        };
    BigDecimal tolerance = new BigDecimal(comparison.tolerance());
    if (tolerance.signum() == 0) {
      return "not " + worse;
    }
    return "at most "
        + (comparison.relative()
            ? tolerance.movePointRight(2).stripTrailingZeros().toPlainString() + "%"
            : comparison.tolerance())
        + " "
        + worse;
  }
}
