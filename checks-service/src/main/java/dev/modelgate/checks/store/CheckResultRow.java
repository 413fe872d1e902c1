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
 * @param bounds one a line, operator and number
 */
@MappedEntity("check_result")
record CheckResultRow(
    @Id @GeneratedValue @Nullable Long id,
    String experimentId,
    int place,
    String metric,
    String source,
    String file,
    String pointer,
    int line,
    String bounds,
    Comparison.@Nullable Better better,
    @Nullable String tolerance,
    @Nullable Boolean relative,
    @Nullable String value,
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
