package dev.modelgate.checks.baseline;

import dev.modelgate.checks.intake.MeasuredNumber;

/**
 * A number of an entry in the baseline ledger.
 *
 * @param metric its key
 * @param runNumber of the run that measured it
 * @param ref full name of the ref that the run was for
 * @param position where the result's commit stands on the default branch today
 */
public record BaselineNumber(
    String metric,
    MeasuredNumber number,
    EntryId entry,
    int runNumber,
    String ref,
    String sha,
    BranchPosition position) {}
