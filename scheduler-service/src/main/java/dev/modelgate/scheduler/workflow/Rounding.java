package dev.modelgate.scheduler.workflow;

/**
 * How a value is rounded before it is compared.
 *
 * @param up towards positive infinity; else towards negative infinity
 * @param precision decimals that are kept
 */
public record Rounding(boolean up, int precision) {}
