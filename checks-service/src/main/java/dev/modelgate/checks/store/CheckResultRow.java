package dev.modelgate.checks.store;

import dev.modelgate.checks.evaluate.ReasonCode;
import dev.modelgate.checks.intake.Comparison;
import dev.modelgate.checks.intake.Verdict;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/**
 * What one check of an experiment said.
 *
 * @param place among the checks of its experiment, from 0
 * @param metric the check's key
 * @param name of the metric within its source
 * @param bounds one a line, operator and number
 * @param decimals that rounding keeps
 */
@MappedEntity("check_result")
record CheckResultRow(
    @Id @GeneratedValue @Nullable Long id,
    String experimentId,
    int place,
    String metric,
    String source,
    String name,
    String file,
    String pointer,
    @Nullable String aggregate,
    int line,
    String bounds,
    @Nullable String target,
    @Nullable Boolean roundedUp,
    @Nullable Integer decimals,
    boolean onlyPulls,
    boolean passesIfNotFound,
    boolean inComment,
    Comparison.@Nullable Better better,
    @Nullable String tolerance,
    @Nullable Boolean relative,
    @Nullable String value,
    @Nullable String judged,
    Verdict verdict,
    @Nullable Boolean boundsMet,
    @Nullable String baselineValue,
    @Nullable String baselineEntry,
    @Nullable String baselineSha,
    @Nullable Integer baselineRun,
    @Nullable String baselineRef,
    @Nullable String baselineBranch,
    @Nullable Boolean comparisonMet,
    ReasonCode reason,
    String sentence) {}
