package dev.modelgate.checks.intake;

/**
 * How a value is rounded before its bounds are compared, as version 2 of the workflow file does.
 *
 * @param up towards positive infinity, else towards negative infinity
 * @param precision decimals that are kept
 */
public record Rounding(boolean up, int precision) {}
