package dev.modelgate.checks.baseline;

/** Identity of an entry in the baseline ledger. */
public record EntryId(String value) {}
