package dev.modelgate.checks.intake;

/**
 * A number that an experiment measured.
 *
 * @param value as it was written
 */
public record MeasuredNumber(String value, MetricDefinition definition) {}
