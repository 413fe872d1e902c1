package dev.modelgate.reporter.intake;

import org.jspecify.annotations.Nullable;

/**
 * The result that a value was compared with.
 *
 * @param value the baseline's value as it was written
 * @param sha its commit
 * @param runNumber its run
 * @param ref full name of the ref of that run
 * @param branch short name of the branch that the result reached; null or empty where nobody said
 */
public record BaselineValue(
    String value, String sha, int runNumber, String ref, @Nullable String branch) {}
