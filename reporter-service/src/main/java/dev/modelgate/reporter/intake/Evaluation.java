package dev.modelgate.reporter.intake;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verdict over an experiment or, where {@code experimentId} is null, over a run. The highest
 * revision counts.
 *
 * @param reason code of the reason
 * @param sentence the verdict sentence, for people
 */
public record Evaluation(
    RunKey run,
    Instant at,
    @Nullable String experimentId,
    @Nullable String step,
    int revision,
    Verdict verdict,
    String reason,
    String sentence,
    List<JudgedCheck> checks)
    implements RunFact {}
