package dev.modelgate.reporter.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One experiment of a planned run.
 *
 * @param step the step's name; the workflow's own where it is written flat
 * @param machine the machine name that it asks for; null: any
 */
public record PlannedExperiment(
    String id, String step, @Nullable String machine, List<PlannedCheck> checks) {}
