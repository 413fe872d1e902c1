package dev.modelgate.reporter.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one check says.
 *
 * @param key its name in the workflow file
 * @param value the metric as it was written; null where it does not exist
 * @param boundsMet null where no bound was judged
 * @param baseline null where there was nothing to compare with
 * @param comparisonMet null where no comparison was judged
 * @param reason code of the reason
 * @param sentence the reason for people
 */
public record JudgedCheck(
    String key,
    @Nullable String value,
    Verdict verdict,
    List<Bound> bounds,
    @Nullable Boolean boundsMet,
    @Nullable Comparison comparison,
    @Nullable BaselineValue baseline,
    @Nullable Boolean comparisonMet,
    String reason,
    String sentence) {}
