package dev.modelgate.reporter.intake;

/**
 * The result that a value was compared with.
 *
 * @param value the baseline's value as it was written
 * @param sha its commit
 * @param runNumber its run
 * @param ref full name of the ref of that run
 */
public record BaselineValue(String value, String sha, int runNumber, String ref) {}
