package dev.modelgate.reporter.plot;

import dev.modelgate.reporter.series.Points;

/**
 * A series as it takes part in a plot.
 *
 * @param name what stands beside the line, such as the event directory
 * @param tone which of the plot's colours it has, from 1
 * @param dash which of the plot's patterns it has, from 1; 1 is a whole line
 * @param behind whether it is a thin line behind the others
 * @param source address of its points
 * @param last value of its last point, which thinning does not change
 */
public record Curve(
    String name,
    int tone,
    int dash,
    boolean behind,
    String source,
    boolean singlePrecision,
    double last,
    Points points) {}
