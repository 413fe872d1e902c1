package dev.modelgate.checks.evaluate;

import dev.modelgate.checks.intake.Check;
import dev.modelgate.checks.intake.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What one check says.
 *
 * @param value the metric as it was written; null where it does not exist
 * @param judged the rounded value that the bounds were compared with; null where the raw one was
 * @param boundsMet whether every bound holds; null where none was judged
 * @param baseline what the value stands beside, judged only where a comparison was asked for; null
 *     where there is nothing that means the same
 * @param comparisonMet whether the comparison holds; null where none was judged
 * @param sentence for people, the verdict first
 */
public record CheckResult(
    Check check,
    @Nullable String value,
    @Nullable String judged,
    Verdict verdict,
    @Nullable Boolean boundsMet,
    @Nullable BaselineValue baseline,
    @Nullable Boolean comparisonMet,
    ReasonCode reason,
    String sentence) {}
