package dev.modelgate.reporter.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One experiment of a planned run.
 *
 * @param step the step's name; the workflow's own where it is written flat
 * @param machine the machine name that it asks for; null: any
 * @param container the image that it names; null: none
 */
public record PlannedExperiment(
    String id,
    String step,
    @Nullable String machine,
    @Nullable String container,
    List<PlannedCheck> checks) {}
