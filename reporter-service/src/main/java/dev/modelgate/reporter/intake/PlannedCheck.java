package dev.modelgate.reporter.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule over one metric before it was judged.
 *
 * @param key its name in the workflow file, such as {@code json:metrics.json:/accuracy}
 * @param aggregate how the value is made of a series, as the file writes it; null where it is not
 * @param target the bounds as the file writes them in one; null where it has them one by one
 * @param onPageOnly whether the comment leaves it out
 */
public record PlannedCheck(
    String key,
    @Nullable String aggregate,
    List<Bound> bounds,
    @Nullable String target,
    @Nullable Comparison comparison,
    boolean onPageOnly) {}
