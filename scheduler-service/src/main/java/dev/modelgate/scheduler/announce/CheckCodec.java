package dev.modelgate.scheduler.announce;

import dev.modelgate.events.Better;
import dev.modelgate.events.BoundOperator;
import dev.modelgate.events.CheckDefinition;
import dev.modelgate.events.Problem;
import dev.modelgate.events.Verdict;
import dev.modelgate.scheduler.workflow.Bound;
import dev.modelgate.scheduler.workflow.Check;
import dev.modelgate.scheduler.workflow.Comparison;
import dev.modelgate.scheduler.workflow.Rounding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes checks and problems. */
final class CheckCodec {

  /** A record has room for so many; nobody reads more. */
  private static final int MOST_PROBLEMS = 100;

  private CheckCodec() {}

  static List<CheckDefinition> checks(List<Check> checks) {
    return checks.stream().map(CheckCodec::check).toList();
  }

  static List<Problem> problems(List<dev.modelgate.scheduler.yaml.Problem> problems) {
    return problems.stream()
        .limit(MOST_PROBLEMS)
        .map(
            problem ->
                Problem.newBuilder()
                    .setPath(problem.path())
                    .setLine(problem.line())
                    .setColumn(problem.column())
                    .setMessage(problem.message())
                    .build())
        .toList();
  }

  private static CheckDefinition check(Check check) {
    return CheckDefinition.newBuilder()
        .setKey(check.key())
        .setSource(check.metric().source())
        .setMetric(check.metric().name())
        .setFile(check.metric().file())
        .setPointer(check.metric().pointer())
        .setAggregate(check.metric().aggregate())
        .setBounds(check.bounds().stream().map(CheckCodec::bound).toList())
        .setComparison(comparison(check.comparison()))
        .setRounding(rounding(check.judging().rounding()))
        .setTarget(check.judging().target())
        .setOnlyPulls(check.judging().onlyPulls())
        .setIfNotFound(check.judging().passesWithoutMetric() ? Verdict.PASSED : Verdict.FAILED)
        .setInComment(check.judging().inComment())
        .setLine(check.line())
        .build();
  }

  private static dev.modelgate.events.@Nullable Rounding rounding(@Nullable Rounding rounding) {
    return rounding == null
        ? null
        : new dev.modelgate.events.Rounding(rounding.up(), rounding.precision());
  }

  private static dev.modelgate.events.Bound bound(Bound bound) {
    return dev.modelgate.events.Bound.newBuilder()
        .setOperator(
            switch (bound.operator()) {
              case ABOVE -> BoundOperator.ABOVE;
              case BELOW -> BoundOperator.BELOW;
              case AT_LEAST -> BoundOperator.AT_LEAST;
              case AT_MOST -> BoundOperator.AT_MOST;
            })
        .setValue(bound.value())
        .build();
  }

  private static dev.modelgate.events.@Nullable Comparison comparison(
      @Nullable Comparison comparison) {
    return comparison == null
        ? null
        : dev.modelgate.events.Comparison.newBuilder()
            .setBetter(
                switch (comparison.better()) {
                  case HIGHER -> Better.HIGHER;
                  case LOWER -> Better.LOWER;
                })
            .setTolerance(comparison.tolerance())
            .setRelative(comparison.relative())
            .build();
  }
}
