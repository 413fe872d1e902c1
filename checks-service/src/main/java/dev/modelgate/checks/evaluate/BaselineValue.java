package dev.modelgate.checks.evaluate;

import dev.modelgate.checks.baseline.BaselineEntry;

/**
 * The number that a metric was compared with, and the result it comes from.
 *
 * @param value as it was written
 */
public record BaselineValue(String value, BaselineEntry entry) {}
