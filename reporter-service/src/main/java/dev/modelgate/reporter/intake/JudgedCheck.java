package dev.modelgate.reporter.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one check says.
 *
 * @param key its name in the workflow file
 * @param value the metric as it was written; null where it does not exist
 * @param aggregate how the value was made of a series, as the file writes it; null where it was not
 * @param judged the rounded value that the bounds were compared with; null where the raw one was
 * @param target the bounds as the file writes them in one; null where it has them one by one
 * @param boundsMet null where no bound was judged
 * @param baseline null where there was nothing to compare with
 * @param comparisonMet null where no comparison was judged
 * @param reason code of the reason
 * @param sentence the reason for people
 * @param onPageOnly whether the comment leaves it out
 */
public record JudgedCheck(
    String key,
    @Nullable String aggregate,
    @Nullable String value,
    @Nullable String judged,
    Verdict verdict,
    List<Bound> bounds,
    @Nullable String target,
    @Nullable Boolean boundsMet,
    @Nullable Comparison comparison,
    @Nullable BaselineValue baseline,
    @Nullable Boolean comparisonMet,
    String reason,
    String sentence,
    boolean onPageOnly) {}
