package dev.modelgate.checks.baseline;

/** A passed result that reached the default branch. */
public record BaselineEntry(EntryId id, PassedResult result, BranchPosition position) {}
