package dev.modelgate.reporter.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule over one metric before it was judged.
 *
 * @param key its name in the workflow file, such as {@code json:metrics.json:/accuracy}
 */
public record PlannedCheck(String key, List<Bound> bounds, @Nullable Comparison comparison) {}
