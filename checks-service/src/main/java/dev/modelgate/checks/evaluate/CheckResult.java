package dev.modelgate.checks.evaluate;

import dev.modelgate.checks.intake.Check;
import dev.modelgate.checks.intake.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What one check says.
 *
 * @param value the metric as it was written; null where it does not exist
 * @param boundsMet whether every bound holds; null where none was judged
 * @param baseline what the value was compared with; null where there was nothing yet
 * @param comparisonMet whether the comparison holds; null where none was judged
 * @param sentence for people, the verdict first
 */
public record CheckResult(
    Check check,
    @Nullable String value,
    Verdict verdict,
    @Nullable Boolean boundsMet,
    @Nullable BaselineValue baseline,
    @Nullable Boolean comparisonMet,
    ReasonCode reason,
    String sentence) {}
